"""Work, studies, unemployment: several situations may hold at once."""

from collections.abc import Callable

from questionnaire import fields
from questionnaire.core import Context, Question
from questionnaire.questions.filling import individual, is_yes
from questionnaire.questions.wording import says

SITUATIONS = [
    ("salarie", "Salarié ou salariée"),
    ("independant", "Indépendant ou indépendante (micro-entreprise)"),
    ("agricole", "Dans l’agriculture (régime de la MSA)"),
    ("chomeur", "Au chômage"),
    ("etudiant", "Étudiant, étudiante, lycéen ou lycéenne"),
    ("retraite", "À la retraite"),
    ("invalide", "Sans travail à cause d’une maladie ou d’un handicap"),
    ("foyer", "Sans emploi, à la maison"),
]


def situation(context: Context) -> fields.SeveralChoices:
    return fields.SeveralChoices(
        says(
            context,
            "Quelle est votre situation aujourd’hui ?",
            "Quelle est la situation de {nom} ?",
        ),
        SITUATIONS,
        "Une autre situation",
        "Plusieurs réponses sont possibles, par exemple étudiant et salarié.",
    )


def is_in(*situations: str) -> Callable[[Context], bool]:
    def condition(context: Context) -> bool:
        return any(one in context.get("situation", ()) for one in situations)

    labels = dict(SITUATIONS)
    condition.__doc__ = "situation : " + " ou ".join(labels[one].lower() for one in situations)
    return condition


def activite(answer: list[str], context: Context) -> str:
    """OpenFisca holds one activity: studies first (they bound RSA), then work."""
    for situation_id, value in (
        ("etudiant", "etudiant"),
        ("salarie", "actif"),
        ("independant", "actif"),
        ("chomeur", "chomeur"),
        ("retraite", "retraite"),
    ):
        if situation_id in answer:
            return value
    return "inactif"


def scheme(answer: list[str], context: Context) -> str:
    """The farm scheme is the MSA's, which pays instead of the CAF."""
    return "regime_agricole" if "agricole" in answer else "regime_general"


def etudes(context: Context) -> fields.Choice:
    return fields.Choice(
        says(context, "Où étudiez-vous ?", "Où {nom} étudie ?"),
        [
            ("college", "Au collège"),
            ("lycee", "Au lycée"),
            ("enseignement_superieur", "Après le bac : université, BTS, école…"),
        ],
    )


def young_worker(context: Context) -> bool:
    """entre 18 et 24 ans, sans être étudiant"""
    age = context.age
    return age is not None and 18 <= age < 25 and "etudiant" not in context.get("situation", ())


def deux_ans_travail(context: Context) -> fields.Choice:
    return fields.yes_no(
        says(
            context,
            "Avez-vous travaillé au moins deux ans à temps plein ces trois dernières années ?",
            "{nom} a travaillé au moins deux ans à temps plein ces trois dernières années ?",
        ),
        "Avant 25 ans, cela peut ouvrir le RSA (revenu de solidarité active). "
        "Comptez deux ans en tout, même en plusieurs fois.",
        unsure=True,
    )


def cinq_ans_travail(context: Context) -> fields.Choice:
    return fields.yes_no(
        says(
            context,
            "Avez-vous travaillé au moins cinq ans dans les dix ans avant le chômage ?",
            "{nom} a travaillé au moins cinq ans dans les dix ans avant le chômage ?",
        ),
        "Cela peut ouvrir l’allocation de solidarité spécifique, quand le chômage n’est plus payé.",
        unsure=True,
    )


QUESTIONS = (
    Question(
        "situation",
        situation,
        fills=(individual("activite", activite), individual("regime_securite_sociale", scheme)),
    ),
    Question("etudes", etudes, is_in("etudiant"), (individual("scolarite", lambda a, context: a),)),
    Question(
        "deux-ans-travail",
        deux_ans_travail,
        young_worker,
        (individual("rsa_jeune_condition_heures_travail_remplie", is_yes),),
    ),
    Question(
        "cinq-ans-travail",
        cinq_ans_travail,
        is_in("chomeur"),
        (individual("ass_precondition_remplie", is_yes),),
    ),
)
