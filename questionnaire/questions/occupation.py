"""How the home is lived in: the lease, the other adults, a room let, what hosts are given."""

from collections.abc import Callable
from typing import Any

from orientation.words.french import months_before
from questionnaire.building import fields
from questionnaire.building.fills import is_yes
from questionnaire.building.forms import Group
from questionnaire.core import Context, Fill, Over, Question
from questionnaire.questions.logement import lives, loan_may_help, of_the_home, tenant

private_tenant = lives("locataire_vide", "locataire_meuble")


def of_their_own(context: Context) -> bool:
    """le logement est loué, ou acheté avec un crédit qui peut ouvrir une aide"""
    return tenant(context) or loan_may_help(context)


def bail(context: Context) -> fields.SeveralChoices:
    choices = []
    if tenant(context):
        choices += [
            ("colocation", "Je partage ce logement en colocation"),
            ("chambre", "C’est une seule chambre"),
            ("recent", "J’y habite depuis moins de deux mois"),
        ]
    if private_tenant(context):
        choices.append(("famille", "Le propriétaire est de ma famille proche"))
    choices += [
        ("autres", "D’autres adultes y vivent : un parent, un grand enfant, un ami…"),
        ("loue", "J’y loue une pièce à quelqu’un"),
    ]
    return fields.SeveralChoices(
        "Comment vivez-vous dans ce logement ?",
        choices,
        "Rien de tout cela",
        hints={key: HELP[key] for key, _ in choices if key in HELP},
    )


HELP = {
    "colocation": "Plusieurs locataires sans lien de couple, chacun sur le bail.",
    "famille": "Un parent, un grand-parent, un enfant ou un petit-enfant, de vous ou de votre "
    "partenaire.",
    "autres": "Sans compter votre partenaire, ni les enfants déjà cités.",
}


def ticked(key: str) -> Callable[[list[str], Context], bool]:
    return lambda answer, context: key in answer


def moved_in(answer: list[str], context: Context) -> str | None:
    """The first day of last month stands for « less than two months ago »; else nothing is told."""
    return f"{months_before(context.month, 1)}-01" if "recent" in answer else None


def others_matter(context: Context) -> bool:
    """d’autres adultes vivent dans le logement"""
    return "autres" in context.get("bail", ())


def autres_adultes(context: Context) -> Group:
    """What housing aid needs of them; they have rights of their own, and claim for themselves."""
    return Group(
        "Quelle est la situation des autres adultes ?",
        {
            "six_mois": fields.yes_no(
                "Vivent-ils avec vous depuis plus de six mois ?",
                unsure=True,
            ),
            "proche": fields.yes_no(
                "Y a-t-il parmi eux un parent âgé, ou un proche handicapé ?",
                "Un parent ou un grand-parent de 65 ans ou plus. "
                "Ou quelqu’un de la famille avec un taux d’incapacité de 80 % ou plus.",
                unsure=True,
            ),
            "revenus": fields.AmountOr(
                "Combien gagnent-ils, tous ensemble ?",
                help_text="Les salaires, le chômage et les retraites. "
                "Ne comptez ni le RSA, ni l’AAH, ni l’ASPA.",
                unsure=(0.0, 2_500.0),
            ),
        },
        "L’aide au logement compte aussi ce que gagnent ceux qui vivent chez vous. "
        "Pour ses propres droits, chaque adulte peut faire sa simulation.",
        nouns={
            "six_mois": "autres adultes présents depuis plus de six mois",
            "proche": "parent âgé ou proche handicapé parmi eux",
            "revenus": "revenus des autres adultes",
        },
    )


def earned_by_others(answer: dict[str, Any], context: Context) -> float:
    """Euros a month of those who have lived there for more than six months (CCH, art. R.822-2)."""
    return float(answer["revenus"]) if answer["six_mois"] == "oui" else 0.0


def room_let(context: Context) -> bool:
    """une pièce du logement est louée"""
    return "loue" in context.get("bail", ())


def piece_louee(context: Context) -> fields.Choice:
    return fields.Choice(
        "À qui louez-vous une pièce ?",
        [
            ("jeune", "À quelqu’un de moins de 30 ans"),
            ("accueil", "À une personne âgée ou handicapée, en accueil familial"),
            ("autre", "À quelqu’un d’autre"),
        ],
        "L’accueil familial : recevoir chez soi, par contrat, une personne âgée ou handicapée.",
    )


def sublet(answer: str, context: Context) -> str:
    """No aid for a home let in part, but to these (CCH, art. L.822-4)."""
    return "exclue" if answer == "autre" else "admise"


def participation(context: Context) -> fields.Choice:
    return fields.yes_no(
        "Donnez-vous de l’argent à ceux qui vous logent ?",
        "Par exemple une part du loyer, des courses ou des factures. "
        "Le RSA peut alors être un peu plus élevé.",
    )


QUESTIONS = (
    Question(
        "bail",
        bail,
        of_their_own,
        (
            of_the_home("coloc", ticked("colocation")),
            of_the_home("logement_chambre", ticked("chambre")),
            of_the_home("date_entree_logement", moved_in),
            Fill("proprietaire_proche_famille", "famille", Over.YEAR, ticked("famille")),
            of_the_home("autres_adultes", ticked("autres")),
        ),
        looks_at=("logement", "pret"),
        noun="particularité du logement",
        why="L’aide au logement n’est pas la même en colocation, dans une seule chambre ou chez "
        "sa famille.",
    ),
    Question(
        "autres-adultes",
        autres_adultes,
        others_matter,
        (
            of_the_home("autres_adultes_revenus", earned_by_others),
            of_the_home("autres_adultes_proches", lambda a, c: is_yes(a["proche"], c)),
        ),
        looks_at=("bail",),
        noun="autres adultes",
    ),
    Question(
        "piece-louee",
        piece_louee,
        room_let,
        (of_the_home("sous_location", sublet),),
        looks_at=("bail",),
        noun="pièce louée",
    ),
    Question(
        "participation",
        participation,
        lives("chez_parents", "loge_gratuitement"),
        (of_the_home("participation_frais", is_yes),),
        looks_at=("logement",),
        noun="participation aux frais du logement",
    ),
)
