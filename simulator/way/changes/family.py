"""A birth, a separation, a partner."""

from typing import Any

from questionnaire.building import fields
from questionnaire.building.forms import Group
from questionnaire.core import CONJOINT, VOUS, Context, enfant
from questionnaire.dossier import Dossier
from questionnaire.questions.famille import MOST_CHILDREN, in_couple, may_share
from questionnaire.questions.garde import raised_alone
from simulator.way.whatif import Change, Impossible, Told, with_incomes


def ask_birth(context: Context) -> Group:
    room = MOST_CHILDREN - context.get("enfants", 0)
    choices = [("1", "Un enfant"), ("2", "Des jumeaux"), ("3", "Des triplés")][: max(0, room)]
    if not choices:
        raise Impossible(f"Ce simulateur compte jusqu’à {MOST_CHILDREN} enfants.")
    return Group(
        "Avoir un enfant",
        {"combien": fields.Choice("Combien ?", choices)},
        nouns={"combien": "naissance"},
    )


def give_birth(dossier: Dossier, told: Told) -> Dossier:
    """The children are born in the month of the simulation, and nobody is pregnant any more."""
    before = dossier.answers.get("enfants", 0)
    count = before + int(told["combien"])
    born = {
        f"naissance/{enfant(rank).id}": f"{dossier.month}-01"
        for rank in range(before + 1, count + 1)
    }
    pregnant = [key for key in dossier.answers if key.startswith("enceinte/")]
    over = {key: "non" for key in pregnant if dossier.answers[key] == "oui"}
    return dossier.with_answers({"enfants": count, **born, **over})


def ask_separation(context: Context) -> Group:
    if not in_couple(context):
        raise Impossible("Il n’y a pas de couple à séparer dans ce foyer.")
    rows: dict[str, Any] = {}
    if context.get("enfants", 0):
        rows["enfants"] = fields.Choice(
            "Où vivront les enfants ?",
            [
                ("ici", "Ici, tout le temps ou presque"),
                ("moitie", "La moitié du temps chez chaque parent"),
                ("ailleurs", "Chez l’autre parent"),
            ],
        )
        rows["pension"] = fields.Money(
            "Pension alimentaire reçue par mois",
            help_text="Écrivez 0 s’il n’y en a pas, ou si on ne sait pas encore.",
        )
    if context.get("loyer") is not None:
        rows["loyer"] = fields.Money("Loyer payé après la séparation, sans les charges")
    if not rows:
        rows["union"] = fields.Choice("Qui part ?", [("autre", "L’autre personne du couple")])
    return Group("Se séparer", rows, nouns={"enfants": "logement des enfants", "union": "départ"})


def separate(dossier: Dossier, told: Told) -> Dossier:
    """The applicant stays; what is said of the partner goes with them."""
    theirs = [key for key in dossier.answers if key.endswith(f"/{CONJOINT.id}")]
    changes: dict[str, Any] = {"couple": "seul"}
    if "loyer" in told:
        changes["loyer"] = told["loyer"]
    if told.get("enfants") == "ailleurs":
        changes["enfants"] = 0
    if told.get("pension"):
        changes |= with_incomes(dossier, VOUS.id, {"pension-recue": told["pension"]})
    after = dossier.with_answers(changes, without=theirs)
    if told.get("enfants") == "moitie":
        young = [child.id for child in may_share(Context(after.answers, VOUS, after.month))]
        after = after.with_answers({"garde": young})
    if told.get("pension") and told.get("enfants") != "ailleurs":
        context = Context(after.answers, VOUS, after.month)
        paid = {child.id: "pension" for child in raised_alone(context)}
        after = after.with_answers({"autre-parent": paid})
    return after


def ask_partner(context: Context) -> Group:
    if in_couple(context):
        raise Impossible("Ce foyer a déjà un couple.")
    return Group(
        "Vivre en couple",
        {
            "union": fields.Choice(
                "Comment ?",
                [
                    ("concubinage", "Sans mariage ni PACS"),
                    ("pacse", "Avec un PACS"),
                    ("marie", "Avec un mariage"),
                ],
            ),
            "age": fields.Count("Âge de cette personne", 110, "Écrivez un âge de 110 ans au plus."),
            "salaire": fields.Money(
                "Salaire net de cette personne, par mois", help_text="Écrivez 0 sans salaire."
            ),
        },
        "Nous comptons une personne française, sans handicap, qui n’a pas d’autre revenu.",
        nouns={"union": "couple"},
    )


def take_partner(dossier: Dossier, told: Told) -> Dossier:
    if told["age"] < 16:
        raise Impossible("Ce simulateur compte un couple d’adultes : 16 ans au moins.")
    pay = told["salaire"]
    partner = {
        "naissance": f"{int(dossier.month[:4]) - told['age']}{dossier.month[4:]}-01",
        "nationalite": "francaise",
        "situation": ["salarie"] if pay else ["foyer"],
        "handicap": "non",
        "revenus": ["salaire"] if pay else [],
        "montants-revenus": {"salaire": pay} if pay else {},
    }
    theirs = {f"{key}/{CONJOINT.id}": answer for key, answer in partner.items() if answer != {}}
    return dossier.with_answers({"couple": told["union"], **theirs})


FAMILY = (
    Change(
        "naissance",
        "Avoir un enfant",
        ask_birth,
        give_birth,
        "La grossesse se déclare avant la fin du troisième mois. La naissance se dit à la CAF "
        "ou à la MSA avec l’acte de naissance, et à l’assurance maladie.",
    ),
    Change(
        "separation",
        "Se séparer",
        ask_separation,
        separate,
        "À dire tout de suite à la CAF ou à la MSA, et aux impôts dans les 60 jours s’il y "
        "avait un mariage ou un PACS. Les droits changent dès le mois de la séparation ou le "
        "mois suivant.",
    ),
    Change(
        "couple",
        "Vivre en couple",
        ask_partner,
        take_partner,
        "À dire tout de suite à la CAF ou à la MSA : les revenus des deux comptent.",
    ),
)
