"""The home: commune, occupancy, rent."""

import re
from collections.abc import Callable
from typing import Any

from django.forms import Field
from django.utils.text import slugify

from orientation import search
from questionnaire.building import fields
from questionnaire.building.communes import Commune
from questionnaire.building.fills import is_yes
from questionnaire.building.forms import Group
from questionnaire.core import UNKNOWN, VOUS, Context, Fill, Over, Question, as_answered

USUAL_RENT = 3_000.0  #: euros a month: beyond it, a year's rent may have been written, or a slip


def communes(postcode: str) -> list[tuple[str, str]]:
    """The communes and municipal arrondissements of a postal code, as (INSEE code, name).

    Whatever a browser sends may be asked; spaces do not count.
    """
    code = "".join(postcode.split())
    if not re.fullmatch(r"[0-9]{5}", code):
        return []
    return [(commune.code, commune.name) for commune in search.communes_for_postcode(code)]


def communes_named(start: str) -> list[tuple[str, str, str]]:
    """The communes whose name begins so, biggest first, as (INSEE code, name with its département,
    one of its postal codes); the one of exactly that name comes alone."""
    found = [
        (one, code.code)
        for one in search.communes_named(start)
        if (code := one.postal_codes.first()) is not None
    ]
    exact = [one for one in found if one[0].slug == slugify(start)]
    chosen = exact if len(exact) == 1 else found
    return [(one.code, f"{one.name} ({one.departement})", code) for one, code in chosen]


def commune_of(code: str) -> tuple[str, str] | None:
    """The name and the département of an INSEE code, None when there is none."""
    found = search.commune(code)
    return (found.name, found.departement) if found else None


def commune(context: Context) -> Commune:
    return commune_field()


def commune_field() -> Commune:
    return Commune(
        "Où habitez-vous ?",
        communes,
        "Écrivez le code postal ou le nom de votre commune. Sans logement, écrivez celui de la "
        "commune ou de l’association où vous recevez votre courrier.",
        communes_named,
        commune_of,
    )


OCCUPANCIES = [
    ("locataire_vide", "Locataire d’un logement vide (non meublé)"),
    ("locataire_meuble", "Locataire d’un logement meublé"),
    ("locataire_hlm", "Locataire d’un logement HLM"),
    ("locataire_foyer", "En foyer ou en résidence : jeunes, retraités, résidence sociale…"),
    ("crous", "En résidence du Crous (étudiants)"),
    ("primo_accedant", "Propriétaire, avec un crédit en cours"),
    ("proprietaire", "Propriétaire, sans crédit"),
    ("chez_parents", "Chez vos parents"),
    ("loge_gratuitement", "Sans loyer, chez un proche par exemple"),
    ("sans_domicile", "Sans logement"),
]
#: OpenFisca's word, where it is not the answer itself. A flag besides says that it is the Crous's,
#: or the parents'.
STATUS = {"crous": "locataire_foyer", "chez_parents": "loge_gratuitement"}
TENANTS = ("locataire_vide", "locataire_meuble", "locataire_hlm")


def logement(context: Context) -> fields.Choice:
    return fields.Choice(
        "Quel est votre logement ?",
        OCCUPANCIES,
        "HLM : un logement social. Le propriétaire est, par exemple, un « office public de "
        "l’habitat ».",
    )


def lives(*kinds: str) -> Callable[[Context], bool]:
    def condition(context: Context) -> bool:
        return context.get("logement") in kinds

    labels = dict(OCCUPANCIES)
    condition.__doc__ = "logement : " + " ou ".join(labels[kind].lower() for kind in kinds)
    return condition


buyer = lives("primo_accedant")
tenant = lives(*TENANTS)


def pret(context: Context) -> fields.Choice:
    return fields.Choice(
        "Quand avez-vous signé le crédit ?",
        [
            ("avant_2018", "Avant 2018"),
            ("ancien", "En 2018 ou 2019, pour un logement ancien"),
            ("neuf", "En 2018 ou 2019, pour un logement neuf"),
            ("apres_2019", "Depuis 2020"),
        ],
        "Les crédits plus récents n’ouvrent plus d’aide au logement. Pour un crédit renégocié, "
        "comptez la date du premier.",
        unsure=("avant_2018", "apres_2019"),
    )


#: A day that stands for each answer: only these bounds matter. Loans signed since 2018 open no aid,
#: but for an old home, where homes are not scarce, until 2020 (CCH, art. L.831-2 and L.841-4). A
#: loan that replaces another keeps its right (Conseil d'État, 2025-02-14, n° 488054).
SIGNED = {
    "avant_2018": "2017-01-01",
    "ancien": "2019-01-01",
    "neuf": "2019-01-01",
    "apres_2019": "2020-01-01",
}
OLD_BUILDING = "acquisition_sans_amelioration_logement_existant"


def loan_may_help(context: Context) -> bool:
    """propriétaire avec un crédit signé avant 2018, ou avant 2020 pour un logement ancien"""
    return buyer(context) and context.get("pret") in ("avant_2018", "ancien", UNKNOWN)


def pret_conventionne(context: Context) -> fields.Choice:
    return fields.Choice(
        "Quel est votre prêt ?",
        [
            ("oui", "Un prêt conventionné, ou un prêt d’accession sociale (PAS)"),
            ("non", "Un autre prêt"),
        ],
        "C’est écrit sur l’offre de prêt de la banque.",
        unsure=("oui", "non"),
    )


def pays_each_month(context: Context) -> bool:
    """le logement est loué, ou acheté avec un crédit en cours"""
    return lives(*TENANTS, "locataire_foyer", "crous", "primo_accedant")(context)


def loyer(context: Context) -> fields.AmountOr:
    if buyer(context):
        label = "Combien remboursez-vous chaque mois pour votre logement ?"
        help_text = "Le crédit et son assurance, pour le logement où vous habitez."
    elif tenant(context):
        label = "Quel est votre loyer, sans les charges ?"
        help_text = (
            "Le montant sans les charges est sur la quittance ou le bail. "
            "En colocation, écrivez seulement votre part. "
            "N’enlevez pas l’aide au logement si vous la recevez déjà."
        )
    else:
        label = "Combien payez-vous chaque mois pour votre logement ?"
        help_text = (
            "On dit aussi « la redevance ». N’enlevez pas l’aide au logement si vous la recevez."
        )
    return fields.AmountOr(
        label,
        help_text=help_text,
        usual=USUAL_RENT,
        unsure=(200.0, 450.0, 800.0),  # above 830 or so, too dear to be helped in some zones
    )


def in_paris(context: Context) -> bool:
    """à Paris"""
    return str(context.get("commune", {}).get("commune", "")).startswith("75")


def paris(context: Context) -> Group:
    rows: dict[str, Field] = {
        "trois_ans": fields.yes_no(
            "Ces cinq dernières années, avez-vous habité Paris trois ans au moins ?", unsure=True
        )
    }
    if tenant(context):
        rows["charges"] = fields.Money("Charges du logement, en plus du loyer")
    return Group(
        "Vivez-vous à Paris depuis longtemps ?",
        rows,
        "La Ville a ses propres aides.",
        nouns={"trois_ans": "trois ans à Paris", "charges": "charges du logement"},
    )


def of_the_home(variable: str, value: Any = as_answered) -> Fill:
    """A fact of the home on M-12..M: chèque énergie reads January."""
    return Fill(variable, "menage", Over.YEAR, value)


QUESTIONS = (
    Question(
        "commune",
        commune,
        fills=(of_the_home("depcom", lambda answer, context: answer["commune"]),),
        noun="commune",
    ),
    Question(
        "logement",
        logement,
        fills=(
            of_the_home(
                "statut_occupation_logement", lambda answer, context: STATUS.get(answer, answer)
            ),
            of_the_home("logement_crous", lambda answer, context: answer == "crous"),
            Fill(
                "habite_chez_parents",
                "individu",
                Over.RECENT,
                lambda answer, context: {VOUS: answer == "chez_parents"},
                each=True,
            ),
        ),
        noun="logement",
    ),
    Question(
        "pret",
        pret,
        buyer,
        (
            Fill(
                "aide_logement_date_pret",
                "menage",
                Over.ETERNITY,
                lambda answer, context: SIGNED[answer],
            ),
            of_the_home(
                "etat_logement",
                lambda answer, context: OLD_BUILDING if answer == "ancien" else None,
            ),
        ),
        looks_at=("logement",),
        noun="date du crédit",
        why="Seuls les crédits d’avant 2018, et quelques-uns d’avant 2020, ouvrent l’aide au "
        "logement.",
    ),
    Question(
        "pret-conventionne",
        pret_conventionne,
        loan_may_help,
        (Fill("aide_logement_est_pret_conventionne", "menage", Over.ETERNITY, is_yes),),
        looks_at=("logement", "pret"),
        noun="prêt",
    ),
    Question(
        "loyer",
        loyer,
        pays_each_month,
        (of_the_home("loyer"),),
        looks_at=("logement",),
        noun="loyer ou remboursement",
    ),
    Question(
        "paris",
        paris,
        in_paris,
        (
            Fill(
                "parisien",
                "famille",
                Over.YEAR,
                lambda answer, context: is_yes(answer["trois_ans"], context),
            ),
            of_the_home("charges_locatives", lambda answer, context: answer.get("charges")),
        ),
        looks_at=("commune", "logement"),
        noun="logement à Paris",
    ),
)
