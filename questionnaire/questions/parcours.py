"""What opens a right that few know of: asked after the result, where it would change a benefit.

No answer is ever needed: until one is given, the benefits that read it are to be checked.
"""

from questionnaire.building import fields
from questionnaire.building.fills import individual
from questionnaire.building.forms import Group
from questionnaire.building.wording import name, says, sentence
from questionnaire.core import CONJOINT, VOUS, Context, Fill, Over, Question, Subject
from questionnaire.questions.activite import is_in
from questionnaire.questions.famille import children
from questionnaire.questions.logement import lives

LOW_QUOTIENT, HIGH_QUOTIENT = 300.0, 3_000.0


def unmarried(context: Context) -> bool:
    """la personne n’est pas mariée"""
    return context.get("couple") != "marie"


def veuvage(context: Context) -> fields.Choice:
    return fields.Choice(
        says(
            context, "Êtes-vous veuf ou veuve ?", "Est-ce que {nom} a perdu son mari ou sa femme ?"
        ),
        [
            ("non", "Non"),
            ("recent", "Oui, depuis moins de deux ans"),
            ("ancien", "Oui, depuis deux ans ou plus"),
        ],
        "Répondez « Oui » s’il y avait un mariage, et pas de nouveau mariage depuis.",
    )


def fin_contrat(context: Context) -> Group:
    return Group(
        says(
            context,
            "Comment s’est fini votre dernier travail ?",
            "Comment s’est fini le dernier travail de {nom} ?",
        ),
        {
            "fin": fields.Choice(
                "La fin du travail",
                [
                    ("involontaire", "Licenciement, fin de contrat ou rupture conventionnelle"),
                    ("demission", "Démission"),
                    ("autre", "Autre chose, ou jamais de travail salarié"),
                ],
            ),
            "jours": fields.Choice(
                "Le temps travaillé dans les deux dernières années",
                [
                    ("assez", "130 jours (910 heures) ou plus"),
                    ("peu", "Moins de 130 jours"),
                ],
                "130 jours, c’est à peu près six mois de travail. À 55 ans et plus, comptez les "
                "trois dernières années.",
            ),
        },
        nouns={"fin": "fin du dernier travail", "jours": "temps travaillé en deux ans"},
    )


def trajet(context: Context) -> Group:
    return Group(
        says(
            context,
            "Quel est votre trajet pour le travail ?",
            "Quel est le trajet de {nom} pour le travail ?",
        ),
        {
            "distance": fields.Choice(
                "La distance entre le logement et le travail, pour l’aller",
                [
                    ("moins_15", "Moins de 15 km"),
                    ("15_30", "De 15 à 30 km"),
                    ("plus_30", "Plus de 30 km"),
                ],
                "Sans emploi : le trajet pour un entretien, une formation ou le travail que l’on "
                "vous propose.",
            ),
            "vehicule": fields.yes_no("Y a-t-il une voiture ou un deux-roues à moteur ?"),
        },
        nouns={"distance": "distance du travail", "vehicule": "voiture ou deux-roues à moteur"},
    )


def employeur(context: Context) -> fields.Choice:
    return fields.Choice(
        says(context, "Qui est votre employeur ?", "Qui est l’employeur de {nom} ?"),
        [
            ("prive", "Une entreprise ou une association"),
            ("public", "L’État, une collectivité ou un hôpital"),
            ("interim", "Une agence d’intérim"),
            ("particulier", "Un particulier"),
        ],
    )


def chauffage(context: Context) -> fields.Choice:
    return fields.Choice(
        "Comment est chauffé votre logement ?",
        [
            ("fioul", "Au fioul"),
            ("gaz", "Au gaz"),
            ("charbon", "Au charbon"),
            ("electricite", "À l’électricité, ou par une pompe à chaleur"),
            ("bois", "Au bois"),
            ("reseau", "Par un réseau de chaleur, ou autrement"),
        ],
    )


def quotient(context: Context) -> fields.Money:
    return fields.Money(
        "Quel est votre quotient familial ?",
        "euros par mois",
        help_text="La CAF ou la MSA le calcule : il est dans votre espace sur caf.fr ou msa.fr. "
        "Sans lui, nous en faisons une estimation.",
    )


def foreign(context: Context) -> bool:
    """de nationalité autre que française ou européenne"""
    return bool(context.get("nationalite/vous") == "autre")


def asile(context: Context) -> fields.Choice:
    return fields.Choice(
        "Avez-vous demandé l’asile, et attendez-vous la réponse ?",
        [
            ("non", "Non"),
            ("heberge", "Oui, et un centre nous héberge"),
            ("sans_place", "Oui, et aucun centre ne nous héberge"),
        ],
        "La demande est à l’Ofpra, ou devant la Cour nationale du droit d’asile.",
    )


def several_returns(context: Context) -> bool:
    """un couple ni marié ni pacsé, ou un enfant qui fait sa déclaration d’impôt"""
    return context.get("couple") == "concubinage" or bool(context.get("impots-enfants"))


def contrat_electricite(context: Context) -> fields.Choice:
    """One cheque a home: it follows the tax return of who has the contract (code de l’énergie, art.
    R.124-1)."""
    adults = [("vous", "Moi")]
    if context.get("couple") == "concubinage":
        adults.append(("conjoint", "Mon ou ma partenaire"))
    elif context.get("couple") != "seul":
        adults = [("vous", "L’un de nous deux")]
    own = context.get("impots-enfants", ())
    grown = [(one.id, sentence(name(one))) for one in children(context) if one.id in own]
    return fields.Choice(
        "À quel nom est le contrat d’électricité ?",
        [*adults, *grown, (NOBODY, "Quelqu’un d’autre")],
        "Le chèque énergie suit la déclaration d’impôts de qui a son nom sur la facture.",
    )


NOBODY = "personne"


def named_on_it(answer: str, context: Context) -> dict[Subject, bool] | None:
    """The person of the home whose name the contract bears; nothing when it is none of them."""
    people = [VOUS, CONJOINT, *children(context)]
    return {one: True for one in people if one.id == answer} or None


#: Kilometres one way that stand for each answer; no rule has a bound within one of them.
KILOMETRES = {"moins_15": 10.0, "15_30": 20.0, "plus_30": 40.0}

OF_ADULTS = (
    Question(
        "veuvage",
        veuvage,
        unmarried,
        (individual("veuvage", lambda answer, context: answer),),
        refines=lambda context: ("non", "recent", "ancien"),
        noun="veuvage",
        why="Après un décès, il y a une pension de réversion et une allocation veuvage.",
    ),
    Question(
        "fin-contrat",
        fin_contrat,
        is_in("chomeur"),
        (
            individual("fin_contrat", lambda answer, context: answer["fin"]),
            individual("assez_travaille", lambda answer, context: answer["jours"] == "assez"),
        ),
        refines=lambda context: (
            {"fin": "involontaire", "jours": "assez"},
            {"fin": "autre", "jours": "peu"},
        ),
        looks_at=("situation",),
        noun="fin du dernier travail",
        why="L’allocation chômage dépend de la fin du contrat et du temps travaillé.",
    ),
    Question(
        "trajet",
        trajet,
        is_in("salarie", "chomeur", "apprenti", "professionnalisation", "independant"),
        (
            individual("distance_travail", lambda answer, context: KILOMETRES[answer["distance"]]),
            individual("vehicule", lambda answer, context: answer["vehicule"] == "oui"),
        ),
        refines=lambda context: (
            {"distance": "plus_30", "vehicule": "oui"},
            {"distance": "moins_15", "vehicule": "non"},
        ),
        looks_at=("situation",),
        noun="trajet du travail",
    ),
    Question(
        "employeur",
        employeur,
        is_in("salarie"),
        (individual("employeur", lambda answer, context: answer),),
        refines=lambda context: ("prive", "public", "interim"),
        looks_at=("situation",),
        noun="employeur",
    ),
)
OF_THE_HOME = (
    Question(
        "contrat-electricite",
        contrat_electricite,
        several_returns,
        (Fill("contrat_electricite", "individu", Over.YEAR, named_on_it, each=True),),
        refines=lambda context: (
            ("vous", "conjoint")
            if context.get("couple") == "concubinage"
            else ("vous", *context.get("impots-enfants", ()))
        ),
        looks_at=("impots-enfants",),
        noun="nom sur le contrat d’électricité",
    ),
    Question(
        "quotient",
        quotient,
        fills=(Fill("quotient_familial_caf", "famille", Over.RECENT),),
        refines=lambda context: (LOW_QUOTIENT, HIGH_QUOTIENT),
        noun="quotient familial",
    ),
    Question(
        "chauffage",
        chauffage,
        lives("proprietaire", "primo_accedant"),
        (Fill("energie_chauffage", "menage", Over.RECENT),),
        refines=lambda context: ("fioul", "gaz", "electricite"),
        looks_at=("logement",),
        noun="chauffage",
    ),
    Question(
        "asile",
        asile,
        foreign,
        (
            Fill("asile_demandeur", "famille", Over.RECENT, lambda answer, _: answer != "non"),
            Fill("place_hebergement", "famille", Over.RECENT, lambda a, _: a != "sans_place"),
        ),
        refines=lambda context: ("non", "sans_place"),
        looks_at=("nationalite",),
        noun="demande d’asile",
        why="Une allocation est prévue pendant la demande d’asile. La réponse ne sert qu’au "
        "calcul.",
    ),
)
