"""Each adult: birth, nationality, situation, disability. The partner is asked as much."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from questionnaire import fields
from questionnaire.core import Context, Fill, Over, Question, age_on
from questionnaire.questions.wording import says

YOUNGEST = 16


def old_enough(born: date) -> None:
    if (age_on(born.isoformat(), date.today()) or 0) < YOUNGEST:
        raise ValidationError(
            f"Ce simulateur répond aux personnes de {YOUNGEST} ans et plus. Vérifiez l’année."
        )


def naissance(context: Context) -> fields.BirthDate:
    label = says(
        context,
        "Quelle est votre date de naissance ?",
        "Quelle est la date de naissance de {nom} ?",
    )
    return fields.BirthDate(label, check=old_enough)


def nationalite(context: Context) -> fields.Choice:
    return fields.Choice(
        says(context, "Quelle est votre nationalité ?", "Quelle est la nationalité de {nom} ?"),
        [
            ("francaise", "Française"),
            ("europeenne", "D’un pays de l’Union européenne, de l’EEE ou de Suisse"),
            ("autre", "D’un autre pays"),
            ("refugiee", "Réfugié, apatride ou protection subsidiaire"),
        ],
        "L’EEE, c’est l’Union européenne avec l’Islande, le Liechtenstein et la Norvège. "
        "Avec deux nationalités, dont la française, choisissez « Française ».",
    )


#: A country that stands for each group: OpenFisca only looks at the group.
COUNTRIES = {"francaise": "FR", "europeenne": "DE", "autre": "DZ", "refugiee": "SY"}
#: Years with a permit, at the least that the answer warrants. RSA and prime d'activité need five,
#: and
#: none of a holder of a resident card (CASF, art. L.262-4, 2°); ASPA and ASI need ten real years of
#: everyone but refugees, stateless people and holders of subsidiary protection (CSS, art. L.816-1).
YEARS = {"moins_3_mois": 0.0, "3_mois_5_ans": 0.25, "5_10_ans": 5.0, "10_ans": 10.0, "carte": 5.0}


def not_french(context: Context) -> bool:
    """la personne n’est ni française, ni réfugiée"""
    return context.get("nationalite") in ("europeenne", "autre")


def sejour(context: Context) -> fields.Choice:
    european = context.get("nationalite") == "europeenne"
    choices = [
        ("moins_3_mois", "Moins de 3 mois"),
        ("3_mois_5_ans", "Entre 3 mois et 5 ans"),
        ("5_10_ans", "Entre 5 et 10 ans"),
        ("10_ans", "10 ans ou plus"),
    ]
    if european:
        return fields.Choice(
            says(
                context,
                "Depuis combien de temps vivez-vous en France ?",
                "Depuis combien de temps {nom} vit en France ?",
            ),
            choices,
        )
    return fields.Choice(
        says(
            context,
            "Depuis combien de temps avez-vous un titre de séjour qui permet de travailler ?",
            "Depuis combien de temps {nom} a un titre de séjour qui permet de travailler ?",
        ),
        [*choices, ("carte", "Moins de 10 ans, mais avec une carte de résident")],
        "Le titre de séjour est la carte qui permet de vivre en France. "
        "Comptez le temps passé avec tous vos titres, sans interruption.",
    )


def refugees_years(answer: str, context: Context) -> float | None:
    """Refugees are exempt from any length, and count as ten years; others say nothing here."""
    return 10.0 if answer == "refugiee" else None


def residence_years(answer: str, context: Context) -> float:
    """Years with a permit; a European who works needs no three months (CASF, art. L.262-6)."""
    working = "salarie" in context.get("situation", ())
    european = context.get("nationalite") == "europeenne"
    return max(YEARS[answer], 0.25) if european and working else YEARS[answer]


SITUATIONS = [
    ("salarie", "Salarié ou salariée"),
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


def is_in(*situations: str) -> Any:
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
        ("chomeur", "chomeur"),
        ("retraite", "retraite"),
    ):
        if situation_id in answer:
            return value
    return "inactif"


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
    )


def cinq_ans_travail(context: Context) -> fields.Choice:
    return fields.yes_no(
        says(
            context,
            "Avez-vous travaillé au moins cinq ans dans les dix ans avant le chômage ?",
            "{nom} a travaillé au moins cinq ans dans les dix ans avant le chômage ?",
        ),
        "Cela peut ouvrir l’allocation de solidarité spécifique, quand le chômage n’est plus payé.",
    )


def handicap(context: Context) -> fields.Choice:
    return fields.yes_no(
        says(
            context,
            "Avez-vous un handicap reconnu par la MDPH ?",
            "{nom} a un handicap reconnu par la MDPH ?",
        ),
        "La MDPH est la maison départementale des personnes handicapées. "
        "Si une demande est en cours, répondez « Non » pour l’instant.",
    )


def disabled(context: Context) -> bool:
    """un handicap est reconnu"""
    return bool(context.get("handicap") == "oui")


def taux(context: Context) -> fields.Choice:
    return fields.Choice(
        says(
            context,
            "Quel est votre taux d’incapacité ?",
            "Quel est le taux d’incapacité de {nom} ?",
        ),
        [
            ("moins_50", "Moins de 50 %"),
            ("50_79", "Entre 50 % et 79 %"),
            ("80_plus", "80 % ou plus"),
        ],
        "Ce taux est écrit sur la décision de la MDPH.",
    )


RATES = {"moins_50": 0.3, "50_79": 0.65, "80_plus": 0.9}


def rate_between_50_and_79(context: Context) -> bool:
    """taux d’incapacité entre 50 % et 79 %"""
    return bool(context.get("taux") == "50_79")


def restriction(context: Context) -> fields.Choice:
    return fields.yes_no(
        says(
            context,
            "La MDPH a-t-elle reconnu une « restriction durable d’accès à l’emploi » ?",
            "La MDPH a-t-elle reconnu à {nom} une « restriction durable d’accès à l’emploi » ?",
        ),
        "Ces mots sont sur la décision : le handicap empêche de trouver ou de garder un emploi, "
        "pour un an au moins.",
    )


def over_60_not_working(context: Context) -> bool:
    """60 ans et plus, ni salarié, ni étudiant"""
    age = context.age
    working = is_in("salarie", "etudiant")(context)
    return age is not None and age >= 60 and not working


def inaptitude(context: Context) -> fields.Choice:
    return fields.yes_no(
        says(
            context,
            "Un médecin vous a-t-il reconnu inapte au travail ?",
            "Un médecin a-t-il reconnu {nom} inapte au travail ?",
        ),
        "Inapte : la santé ne permet plus de travailler. La caisse de retraite le reconnaît.",
    )


def may_be_pregnant(context: Context) -> bool:
    """entre 15 et 49 ans"""
    age = context.age
    return age is not None and 15 <= age < 50


def enceinte(context: Context) -> fields.Choice:
    return fields.Choice(
        says(context, "Êtes-vous enceinte ?", "{nom} attend un enfant ?"),
        [("oui", "Oui"), ("non", "Non"), ("non_concerne", "Pas concerné")],
    )


def is_yes(answer: Any, context: Context) -> bool:
    return bool(answer == "oui")


def individual(variable: str, value: Any) -> Fill:
    """A fact of the person on M-4..M: RSA and others read the months before."""
    return Fill(variable, "individu", Over.RECENT, value)


QUESTIONS = (
    Question("naissance", naissance, fills=(Fill("date_naissance", "individu", Over.ETERNITY),)),
    Question(
        "nationalite",
        nationalite,
        fills=(
            individual("nationalite", lambda answer, context: COUNTRIES[answer]),
            individual("duree_possession_titre_sejour", refugees_years),
        ),
    ),
    Question("situation", situation, fills=(individual("activite", activite),)),
    Question(
        "sejour",
        sejour,
        not_french,
        (individual("duree_possession_titre_sejour", residence_years),),
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
    Question("handicap", handicap, fills=(individual("handicap", is_yes),)),
    Question("taux", taux, disabled, (individual("taux_incapacite", lambda a, context: RATES[a]),)),
    Question(
        "restriction",
        restriction,
        rate_between_50_and_79,
        (individual("aah_restriction_substantielle_durable_acces_emploi", is_yes),),
    ),
    Question(
        "inaptitude", inaptitude, over_60_not_working, (individual("inapte_travail", is_yes),)
    ),
    Question("enceinte", enceinte, may_be_pregnant, (individual("enceinte", is_yes),)),
)
