"""The parents of a young adult: whose tax return, and what a grant reads of them."""

from questionnaire.building import fields
from questionnaire.building.fills import individual
from questionnaire.building.forms import Group
from questionnaire.building.wording import says
from questionnaire.core import Context, Fill, Over, Question
from questionnaire.questions.activite import is_in
from questionnaire.questions.etudes import student_not_paid

ALONE = "sans_parents"
LAST_YEAR_OF_GRANT = 30  # a first grant is asked before 28, and goes on for the years of study


def may_be_declared(context: Context) -> bool:
    """moins de 25 ans, ou étudiant de 25 ans"""
    age = context.age
    student = is_in("etudiant", "apprenti")(context)
    return age is not None and (age < 25 or (age == 25 and student))


def parents_impots(context: Context) -> fields.Choice:
    return fields.Choice(
        says(
            context,
            "Êtes-vous sur la déclaration d’impôts de vos parents ?",
            "Est-ce que {nom} est sur la déclaration d’impôts de ses parents ?",
        ),
        [
            ("oui", "Oui"),
            ("non", "Non"),
            (ALONE, "Je n’ai pas de parents en France, ou je sors de l’aide sociale"),
        ],
        "Jamais de déclaration à soi ? Répondez « Oui ». C’est possible avant 21 ans, ou avant 25 "
        "ans pendant les études. L’aide sociale à l’enfance (ASE) : un foyer, une famille "
        "d’accueil.",
        unsure=("oui", "non"),
    )


def on_their_return(answer: str, context: Context) -> dict[str, bool] | None:
    """The year of the simulation: CSS, LEP and RSA for lone parents read it (see situation)."""
    return {context.month[:4]: True} if answer == "oui" else None


def without_support(answer: str, context: Context) -> bool:
    """Whether nobody's return nor income stands for the parents' (CASF, art. L.222-5)."""
    return answer == ALONE


def no_income_of_parents(answer: str, context: Context) -> float | None:
    """Nobody to ask it of, and nothing to count; the others say it further on."""
    return 0.0 if answer == ALONE else None


def may_have_a_grant(context: Context) -> bool:
    """étudiant après le bac, jusqu’à 30 ans, sans alternance"""
    higher = context.get("etudes") == "enseignement_superieur" and student_not_paid(context)
    return higher and context.age is not None and context.age <= LAST_YEAR_OF_GRANT


def has_parents_to_ask(context: Context) -> bool:
    """étudiant après le bac, jusqu’à 30 ans, sans alternance, avec des parents"""
    return may_have_a_grant(context) and context.get("parents-impots") != ALONE


def parents_revenus(context: Context) -> fields.AmountOr:
    year = int(context.month[:4])
    return fields.AmountOr(
        says(
            context,
            f"Quel était le revenu de vos parents en {year - 2} ?",
            f"Quel était le revenu des parents de {{nom}} en {year - 2} ?",
        ),
        "euros par an",
        help_text=f"Le « revenu brut global » est écrit sur leur avis d’impôt de {year - 1}. "
        "Avec des parents séparés, prenez celui qui vous déclare.",
        unsure=(0.0, 100_000.0),
    )


MOST_SIBLINGS = 20
TOO_MANY = f"Nous savons compter jusqu’à {MOST_SIBLINGS}. Vérifiez ce nombre."


def fratrie(context: Context) -> Group:
    return Group(
        says(
            context,
            "Vos frères et sœurs, et le chemin jusqu’à vos études",
            "Les frères et sœurs de {nom}, et le chemin jusqu’à ses études",
        ),
        {
            "etudiants": fields.Count(
                "Frères et sœurs étudiants après le bac, à la charge des parents",
                MOST_SIBLINGS,
                TOO_MANY,
                usual=5,
            ),
            "autres": fields.Count(
                "Autres frères et sœurs à la charge des parents", MOST_SIBLINGS, TOO_MANY, usual=8
            ),
            "distance": fields.Count(
                "Kilomètres entre le logement des parents et le lieu d’études",
                20_000,
                "Nous savons compter jusqu’à 20 000 kilomètres. Vérifiez ce nombre.",
                usual=1_500,
            ),
        },
        nouns={
            "etudiants": "frères et sœurs étudiants",
            "autres": "autres frères et sœurs",
            "distance": "kilomètres jusqu’aux études",
        },
    )


def own_family(context: Context) -> bool:
    """étudiant après le bac ; pour un couple d’étudiants, la famille de la première personne"""
    first = context.subject.kind == "vous" or "fratrie/vous" not in context.answers
    return may_have_a_grant(context) and first


def in_higher_education(answer: dict[str, int], context: Context) -> int:
    """The student and the siblings who study after the baccalauréat."""
    return 1 + answer["etudiants"]


ON_THEIR_RETURN = (
    Question(
        "parents-impots",
        parents_impots,
        may_be_declared,
        (
            Fill("enfant_a_charge", "individu", Over.YEARS, on_their_return),
            individual("sans_soutien_parental", without_support),
            individual("bourse_criteres_sociaux_base_ressources_parentale", no_income_of_parents),
        ),
        looks_at=("situation",),
        noun="place sur la déclaration d’impôts des parents",
        why="Sur la déclaration des parents, certaines aides sont pour eux, et non à son nom.",
    ),
)
GRANT = (
    Question(
        "parents-revenus",
        parents_revenus,
        has_parents_to_ask,
        (
            individual(
                "bourse_criteres_sociaux_base_ressources_parentale",
                lambda answer, context: answer,
            ),
        ),
        looks_at=("etudes", "parents-impots", "situation"),
        noun="revenu des parents",
        why="Le Crous calcule la bourse avec le revenu des parents.",
    ),
    Question(
        "fratrie",
        fratrie,
        own_family,
        (
            individual(
                "bourse_criteres_sociaux_distance_domicile_familial",
                lambda answer, context: answer["distance"],
            ),
            Fill(
                "bourse_criteres_sociaux_nombre_enfants_a_charge_dans_enseignement_superieur",
                "famille",
                Over.RECENT,
                in_higher_education,
            ),
            Fill(
                "bourse_criteres_sociaux_nombre_enfants_a_charge",
                "famille",
                Over.RECENT,
                lambda answer, context: in_higher_education(answer, context) + answer["autres"],
            ),
        ),
        looks_at=("etudes", "situation"),
        noun="frères et sœurs",
        why="La bourse augmente avec le nombre d’enfants et avec la distance.",
    ),
)
