"""Studies and apprenticeship: where, which year, what opens grants and help to move."""

from questionnaire.building import fields
from questionnaire.building.fills import individual, is_yes
from questionnaire.building.forms import Group
from questionnaire.building.wording import says
from questionnaire.core import Context, Fill, Over, Question
from questionnaire.questions.activite import is_in

in_training = is_in("etudiant", "apprenti", "professionnalisation")


def etudes(context: Context) -> fields.Choice:
    return fields.Choice(
        says(context, "Où étudiez-vous ?", "Où étudie {nom} ?"),
        [
            ("college", "Au collège"),
            ("lycee", "Au lycée, ou en CAP"),
            ("enseignement_superieur", "Après le bac : université, BTS, école…"),
        ],
    )


def student_not_paid(context: Context) -> bool:
    """élève ou étudiant, au lycée ou après le bac, sans alternance"""
    paid = is_in("apprenti", "professionnalisation")(context)
    return context.get("etudes") in ("lycee", "enseignement_superieur") and not paid


#: OpenFisca's `annee_etude`. A BUT year counts as the licence year of the same rank, and the second
#: year of a classe préparatoire as the first: no rule tells them apart.
YEARS = {
    "lycee": [
        ("seconde", "Seconde"),
        ("premiere", "Première"),
        ("terminale", "Terminale"),
        ("cap_1", "CAP, première année"),
        ("cap_2", "CAP, dernière année"),
        ("autre", "Une autre classe"),
    ],
    "enseignement_superieur": [
        ("licence_1", "Licence ou BUT, première année"),
        ("licence_2", "Licence ou BUT, deuxième année"),
        ("licence_3", "Licence ou BUT, troisième année"),
        ("master_1", "Master, première année"),
        ("master_2", "Master, deuxième année"),
        ("bts_1", "BTS, première année"),
        ("bts_2", "BTS, deuxième année"),
        ("cpge_1", "Classe préparatoire"),
        ("doctorat_1", "Doctorat"),
        ("autre", "Une autre formation"),
    ],
}


def formation(context: Context) -> Group:
    where = "lycee" if context.get("etudes") == "lycee" else "enseignement_superieur"
    return Group(
        says(context, "Quelles études suivez-vous ?", "Quelles études suit {nom} ?"),
        {
            "annee": fields.Choice("La classe ou l’année", YEARS[where]),
            "etablissement": fields.Choice(
                "L’établissement",
                [
                    ("public", "Public : lycée, université, école publique"),
                    ("prive_sous_contrat", "Privé sous contrat, ou reconnu par l’État"),
                    ("prive_hors_contrat", "Privé hors contrat, ou non reconnu"),
                ],
                "C’est écrit sur les papiers de l’école : « sous contrat », « reconnu par l’État » "
                "ou « habilité à recevoir des boursiers ».",
                unsure=("public", "prive_hors_contrat"),
            ),
        },
        nouns={"annee": "classe ou année", "etablissement": "établissement"},
    )


def year(context: Context) -> str:
    return str(context.get("formation", {}).get("annee", ""))


def merits(context: Context) -> list[tuple[str, str]]:
    """What may open more, by where and which year the person studies."""
    higher = context.get("etudes") == "enseignement_superieur"
    choices = []
    if year(context) == "terminale":
        choices.append(("academie", "Vœu Parcoursup accepté dans une autre académie"))
    if year(context) in ("licence_3", "master_1"):
        choices.append(("region", "Changement de région académique pour le master"))
    if higher:
        choices.append(("mention", "Mention « très bien » au baccalauréat"))
    return choices


def some_merit(context: Context) -> bool:
    """après le bac, ou en terminale, sans alternance"""
    return student_not_paid(context) and bool(merits(context))


def merite(context: Context) -> fields.SeveralChoices:
    return fields.SeveralChoices(
        says(context, "Est-ce votre cas, pour vos études ?", "Est-ce le cas de {nom} ?"),
        merits(context),
        "Rien de tout cela",
        hints={
            "academie": "Une académie est le territoire d’un rectorat.",
            "region": "Une région académique est le territoire d’un rectorat de région.",
        },
    )


def alternance(context: Context) -> Group:
    return Group(
        says(context, "Quel est votre contrat ?", "Quel est le contrat de {nom} ?"),
        {
            "action_logement": fields.yes_no(
                "L’employeur cotise-t-il à Action Logement ?",
                "Les entreprises privées de 50 salariés et plus y cotisent. Le service du "
                "personnel le sait.",
                unsure=True,
            ),
            "batiment": fields.yes_no("Le métier est-il dans le bâtiment ou les travaux publics ?"),
        },
        nouns={
            "action_logement": "employeur qui cotise à Action Logement",
            "batiment": "métier du bâtiment ou des travaux publics",
        },
    )


def young_apprentice(context: Context) -> bool:
    """en alternance, avant 30 ans"""
    paid = is_in("apprenti", "professionnalisation")(context)
    return paid and context.age is not None and context.age < 30


def told(key: str) -> Fill:
    """The fill of `key`'s row of the group, under OpenFisca's own name."""
    variable = {"annee": "annee_etude", "etablissement": "statuts_etablissement_scolaire"}[key]
    return individual(variable, lambda answer, context: answer[key])


QUESTIONS = (
    Question(
        "etudes",
        etudes,
        in_training,
        (individual("scolarite", lambda answer, context: answer),),
        looks_at=("situation",),
        noun="lieu d’études",
    ),
    Question(
        "formation",
        formation,
        student_not_paid,
        (told("annee"), told("etablissement")),
        looks_at=("etudes", "situation"),
        noun="études",
    ),
    Question(
        "merite",
        merite,
        some_merit,
        (
            Fill("sortie_academie", "individu", Over.ETERNITY, lambda a, c: "academie" in a),
            Fill("sortie_region_academique", "individu", Over.ETERNITY, lambda a, c: "region" in a),
            Fill(
                "mention_baccalaureat",
                "individu",
                Over.ETERNITY,
                lambda answer, context: "mention_tres_bien" if "mention" in answer else None,
            ),
        ),
        looks_at=("etudes", "formation", "situation"),
        noun="bac et déménagement pour les études",
    ),
    Question(
        "alternance",
        alternance,
        young_apprentice,
        (
            individual("peec_employeur", lambda a, c: is_yes(a["action_logement"], c)),
            individual(
                "domaine_specialites_formation",
                lambda answer, context: "domaine_23" if answer["batiment"] == "oui" else "aucun",
            ),
        ),
        looks_at=("situation",),
        noun="contrat d’alternance",
    ),
)
