"""Work, studies, unemployment: several situations may hold at once."""

from collections.abc import Callable
from functools import cache

from django.forms import Field

from orientation.words.french import months_before
from questionnaire.building import fields
from questionnaire.building.fills import individual
from questionnaire.building.forms import Group
from questionnaire.building.wording import says
from questionnaire.core import Context, Fill, Over, Question

SITUATIONS = [
    ("salarie", "Salarié ou salariée"),
    ("independant", "À votre compte : micro-entreprise ou autre"),
    ("agricole", "Dans l’agriculture (régime de la MSA)"),
    ("chomeur", "Au chômage"),
    ("etudiant", "Étudiant, étudiante, lycéen ou lycéenne"),
    ("apprenti", "En apprentissage"),
    ("professionnalisation", "En contrat de professionnalisation"),
    ("service_civique", "En service civique"),
    ("retraite", "À la retraite"),
    ("invalide", "Sans travail à cause d’une maladie ou d’un handicap"),
    ("esat", "En ESAT, un établissement de travail protégé"),
    ("etranger", "Je travaille dans un autre pays que la France"),
    ("foyer", "À la maison, sans chercher d’emploi"),
    ("aidant", "Proche aidant : j’aide quelqu’un de malade, âgé ou handicapé"),
]
#: The ages between which a situation is offered: the others need not read it. Apprenticeship ends
#: before 35 (code du travail, art. L.6222-2), civic service before 31 (code du service national,
#: art. L.120-4); nobody draws a pension before 35 or so.
OFFERED = {"apprenti": (16, 35), "service_civique": (16, 31), "retraite": (35, 120)}


#: What contradicts itself: somebody who has work is not without any.
APART = tuple(
    (work, "foyer")
    for work in (
        *("salarie", "independant", "agricole", "apprenti", "professionnalisation"),
        *("service_civique", "esat", "etranger"),
    )
)


def offered(situation_id: str, age: int | None) -> bool:
    youngest, oldest = OFFERED.get(situation_id, (0, 120))
    return age is None or youngest <= age <= oldest


def situation(context: Context) -> fields.SeveralChoices:
    return fields.SeveralChoices(
        says(
            context,
            "Quelle est votre situation aujourd’hui ?",
            "Quelle est la situation de {nom} ?",
        ),
        [(key, label) for key, label in SITUATIONS if offered(key, context.age)],
        "Une autre situation",
        "Plusieurs réponses sont possibles, par exemple étudiant et salarié.",
        apart=APART,
    )


@cache
def is_in(*situations: str) -> Callable[[Context], bool]:
    wanted = frozenset(situations)

    def condition(context: Context) -> bool:
        return not wanted.isdisjoint(context.get("situation", ()))

    labels = dict(SITUATIONS)
    condition.__doc__ = "situation : " + " ou ".join(labels[one].lower() for one in situations)
    return condition


def activite(answer: list[str], context: Context) -> str:
    """OpenFisca holds one activity: a work contract that trains, studies (they bound RSA), work.

    An apprentice is an employee (code du travail, art. L.6221-1), whose pay counts; volunteers of
    the civic service are neither employees nor students (code du service national, art. L.120-7).
    """
    for situation_id, value in (
        ("apprenti", "actif"),
        ("professionnalisation", "actif"),
        ("etudiant", "etudiant"),
        ("salarie", "actif"),
        ("independant", "actif"),
        ("esat", "actif"),
        ("etranger", "actif"),
        ("chomeur", "chomeur"),
        ("retraite", "retraite"),
    ):
        if situation_id in answer:
            return value
    return "inactif"


def scheme(answer: list[str], context: Context) -> str:
    """The farm scheme is the MSA's, which pays instead of the CAF."""
    return "regime_agricole" if "agricole" in answer else "regime_general"


def says_of(situation_id: str) -> Callable[[list[str], Context], bool]:
    """Whether the situation is among those ticked."""
    return lambda answer, context: situation_id in answer


def kept_from_work(answer: list[str], context: Context) -> bool | None:
    """Whether an illness or a disability prevents work; nothing is said of the others."""
    return True if "invalide" in answer else None


def in_alternance(answer: list[str], context: Context) -> bool:
    """Apprenticeship or professionnalisation: studies within a work contract."""
    return bool({"apprenti", "professionnalisation"} & set(answer))


#: Inside: the regulation that says which State pays first (883/2004, art. 68). Elsewhere an
#: agreement, or nothing: what is paid there is taken off here (CSS, art. L.512-5).
EUROPE = ("suisse", "luxembourg", "belgique", "allemagne", "europe")


def pays_travail(context: Context) -> fields.Choice:
    return fields.Choice(
        says(context, "Dans quel pays travaillez-vous ?", "Dans quel pays travaille {nom} ?"),
        [
            ("suisse", "En Suisse"),
            ("luxembourg", "Au Luxembourg"),
            ("belgique", "En Belgique"),
            ("allemagne", "En Allemagne"),
            ("europe", "Ailleurs en Europe : Union européenne, Norvège, Islande, Liechtenstein"),
            ("monaco", "À Monaco"),
            ("ailleurs", "Ailleurs dans le monde"),
        ],
        "C’est souvent le pays du travail qui paie d’abord les aides de la famille et les soins.",
    )


def country(answer: str, context: Context) -> str:
    """Whether the European rules say who pays first."""
    return "europe" if answer in EUROPE else "ailleurs"


def young_worker(context: Context) -> bool:
    """entre 18 et 24 ans, ni étudiant, ni sur la déclaration de ses parents"""
    age = context.age
    free = context.get("parents-impots") != "oui" and not is_in("etudiant")(context)
    return age is not None and 18 <= age < 25 and free


def parcours_matters(context: Context) -> bool:
    """au chômage ; ou entre 18 et 24 ans, ni étudiant, ni sur la déclaration de ses parents"""
    return is_in("chomeur")(context) or young_worker(context)


def parcours(context: Context) -> Group:
    """Only what can matter is offered: the unemployed's past, the years worked before 25."""
    rows: dict[str, Field] = {}
    if is_in("chomeur")(context):
        rows["deux_mois"] = fields.yes_no(
            "Est-ce que le chômage dure depuis plus de deux mois ?", unsure=True
        )
        rows["cinq_ans"] = fields.yes_no(
            "Est-ce qu’il y a eu cinq ans de travail dans les dix ans d’avant ?",
            "Cela peut ouvrir l’allocation de solidarité spécifique, quand le chômage n’est plus "
            "payé.",
            unsure=True,
        )
        rows["assurance"] = fields.Choice(
            "Où en est l’allocation chômage de France Travail ?",
            INSURANCE,
            "L’ASS ne vient qu’après elle.",
        )
    if young_worker(context):
        rows["deux_ans"] = fields.yes_no(
            "Est-ce qu’il y a deux ans de travail à temps plein en trois ans ?",
            "Avant 25 ans, cela peut ouvrir le RSA (revenu de solidarité active). "
            "Comptez deux ans en tout, même en plusieurs fois.",
            unsure=True,
        )
    if is_in("chomeur")(context):
        label = says(context, "Votre chômage", "Le chômage de {nom}")
    else:
        label = says(context, "Votre travail d’avant", "Le travail d’avant de {nom}")
    return Group(label, rows, nouns=PAST)


#: What the rows of `parcours` are called where they are read again.
PAST = {
    "deux_mois": "chômage depuis plus de deux mois",
    "cinq_ans": "cinq ans de travail dans les dix ans avant le chômage",
    "assurance": "allocation chômage",
    "deux_ans": "deux ans de travail à temps plein ces trois dernières années",
}


INSURANCE = [
    ("en_cours", "Je la reçois"),
    ("finie", "Je l’ai reçue, elle est finie"),
    ("demandee", "Demandée, pas encore payée"),
    ("jamais", "Jamais demandée"),
    ("refusee", "Refusée : démission, pas assez de travail…"),
    ("inconnue", "Je ne sais pas"),
]


def insurance(answer: dict[str, str], context: Context) -> str | None:
    """Where the person is with the insurance benefit; nothing when it was not asked."""
    return answer.get("assurance")


def unemployed_since(answer: dict[str, str], context: Context) -> str | None:
    """A day that stands for the start: housing aid only asks if it is two months old
    (CCH, art. R.822-13 and R.822-17)."""
    if "deux_mois" not in answer:
        return None
    back = 3 if answer["deux_mois"] == "oui" else 1
    return f"{months_before(context.month, back)}-01"


def row_is_yes(row: str) -> Callable[[dict[str, str], Context], bool | None]:
    """Whether a row of a group is « oui »; nothing when it was not asked."""
    return lambda answer, context: answer[row] == "oui" if row in answer else None


SITUATION = (
    Question(
        "situation",
        situation,
        fills=(
            individual("activite", activite),
            individual("regime_securite_sociale", scheme),
            individual("apprenti", says_of("apprenti")),
            individual("professionnalisation", says_of("professionnalisation")),
            individual("alternant", in_alternance),
            individual("service_civique", says_of("service_civique")),
            individual("en_esat", says_of("esat")),
            individual("travail_etranger", says_of("etranger")),
            individual("sante_empeche_travail", kept_from_work),
        ),
        noun="situation",
    ),
)
ABROAD = (
    Question(
        "pays-travail",
        pays_travail,
        is_in("etranger"),
        (individual("pays_travail", country),),
        looks_at=("situation",),
        noun="pays du travail",
    ),
)
PARCOURS = (
    Question(
        "parcours",
        parcours,
        parcours_matters,
        (
            Fill("date_debut_chomage", "individu", Over.ETERNITY, unemployed_since),
            individual("ass_precondition_remplie", row_is_yes("cinq_ans")),
            individual("assurance_chomage", insurance),
            individual("rsa_jeune_condition_heures_travail_remplie", row_is_yes("deux_ans")),
        ),
        looks_at=("parents-impots", "situation"),
        noun="chômage et travail d’avant",
        why="L’allocation chômage, l’ASS et le RSA avant 25 ans dépendent du travail passé.",
    ),
)
