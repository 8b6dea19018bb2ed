"""Whole walks of the questionnaire: the address of every page asked, and what is answered there.

Together they ask every question (test_axe.py checks it). Ages are counted back from today, so that
the walks do not grow old.
"""

from collections.abc import Iterator

from tests.e2e.filling import (
    Fill,
    amounts,
    born,
    boxes,
    choose,
    lives_in,
    others,
    paris,
    pick,
    tick,
    unknown,
    write,
)
from tests.e2e.visit import Visitor

Journey = dict[str, Fill]


#: A single parent on low pay, two children, a rent in the Alps.
LONE_PARENT: Journey = {
    "naissance/vous": born(36),
    "nationalite/vous": choose("Française"),
    "situation/vous": tick(
        "Salarié ou salariée", "Proche aidant : j’aide quelqu’un de malade, âgé ou handicapé"
    ),
    "aidant/vous": pick(
        {
            "La personne aidée": "Elle a un taux d’incapacité de 80 % ou plus",
            "Est-ce que cette aide oblige à travailler moins, ou plus du tout ?": "Oui",
        }
    ),
    "handicap/vous": choose("Non"),
    "enceinte/vous": choose("Non"),
    "couple": choose("Non, sans partenaire"),
    "enfants": write("2"),
    "naissance/enfant-1": born(19),
    "scolarite/enfant-1": choose("Au lycée"),
    "naissance/enfant-2": born(6),
    "garde": tick("Oui, tous, tout le temps ou presque"),
    "autre-parent": pick(
        {
            "Votre premier enfant": "L’autre parent verse une pension alimentaire",
            "Votre deuxième enfant": "L’autre parent n’aide pas, ou il n’y en a pas",
        }
    ),
    "handicap-enfants": tick("Votre deuxième enfant"),
    "taux-enfants": pick({"Votre deuxième enfant": "Je ne sais pas"}),
    "revenus-enfants": amounts({"Votre premier enfant": "0"}),
    "impots-enfants": tick("Aucun : ils sont sur la nôtre"),
    "isolement": choose("Depuis 18 mois ou plus, ou depuis toujours"),
    "commune": lives_in("73300", "Saint-Jean-de-Maurienne"),
    "logement": choose("Locataire d’un logement vide (non meublé)"),
    "loyer": write("560,50 €"),
    "bail": tick("Rien de tout cela"),
    "revenus/vous": tick("Salaire net, avant impôt", "Pension alimentaire reçue"),
    "montants-revenus/vous": amounts(
        {"Salaire net, avant impôt": "1 200", "Pension alimentaire reçue": None}
    ),
    "mois-revenus/vous": boxes("100", "100", "100", "0"),
    "aides": tick("Aucune de ces aides"),
}

#: An unmarried couple with a baby and a child in care: a young disabled foreigner without work,
#: an old pensioner.
COUPLE: Journey = {
    "naissance/vous": born(22),
    "nationalite/vous": choose("D’un autre pays"),
    "titre/vous": choose("Une carte de séjour ou de résident"),
    "situation/vous": tick("Au chômage"),
    "parents-impots/vous": choose("Non"),
    "parcours/vous": pick(
        {
            "Est-ce que le chômage dure depuis plus de deux mois ?": "Oui",
            "Est-ce qu’il y a eu cinq ans de travail dans les dix ans d’avant ?": "Non",
            "Où en est l’allocation chômage de France Travail ?": "Je la reçois",
            "Est-ce qu’il y a deux ans de travail à temps plein en trois ans ?": "Je ne sais pas",
        }
    ),
    "sejour/vous": choose("Entre 5 et 10 ans"),
    "handicap/vous": choose("Oui"),
    "taux/vous": choose("Entre 50 % et 79 %"),
    "restriction/vous": choose("Oui"),
    "enceinte/vous": choose("Non"),
    "couple": choose("Oui, sans mariage ni PACS (concubinage)"),
    "naissance/conjoint": born(64),
    "nationalite/conjoint": choose("Française"),
    "situation/conjoint": tick("À la retraite"),
    "handicap/conjoint": choose("Non"),
    "inaptitude/conjoint": choose("Oui"),
    "autonomie/conjoint": choose("Oui, le GIR est 4"),
    "plan-aide/conjoint": write("600"),
    "enfants": write("2"),
    "naissance/enfant-1": born(1),
    "naissance/enfant-2": born(8),
    "garde": tick("L’un d’eux est confié à l’aide sociale à l’enfance (ASE)"),
    "enfants-places": tick("Votre deuxième enfant"),
    "handicap-enfants": tick("Aucun"),
    "declaration": pick(
        {"Votre premier enfant": "Moi", "Votre deuxième enfant": "Mon ou ma partenaire"}
    ),
    "commune": lives_in("93200", "Saint-Denis"),
    "logement": choose("Propriétaire, avec un crédit en cours"),
    "pret": choose("Avant 2018"),
    "pret-conventionne": choose("Je ne sais pas"),
    "loyer": boxes("450"),
    "bail": tick("Rien de tout cela"),
    "revenus/vous": tick("Rien de tout cela"),
    "revenus/conjoint": tick("Retraite, réversion ou pension de veuvage"),
    "montants-revenus/conjoint": amounts({"Retraite, réversion ou pension de veuvage": "640"}),
    "aides": tick("Allocation de base de la PAJE (jeune enfant)"),
    "montants-aides": amounts({"Allocation de base de la PAJE (jeune enfant)": None}),
    "mois-aides": boxes("190", "190", "190"),
}

#: A student alone in a furnished room that is shared.
STUDENT: Journey = {
    "naissance/vous": born(20),
    "nationalite/vous": choose("Française"),
    "situation/vous": tick("Étudiant, étudiante, lycéen ou lycéenne"),
    "parents-impots/vous": choose("Oui"),
    "etudes/vous": choose("Après le bac : université, BTS, école…"),
    "formation/vous": pick(
        {
            "La classe ou l’année": "Licence ou BUT, deuxième année",
            "L’établissement": "Public : lycée, université, école publique",
        }
    ),
    "merite/vous": tick("Mention « très bien » au baccalauréat"),
    "parents-revenus/vous": write("21 000"),
    "fratrie/vous": boxes("1", "0", "120"),
    "handicap/vous": choose("Non"),
    "enceinte/vous": choose("Question sans objet"),
    "couple": choose("Non, sans partenaire"),
    "enfants": write("0"),
    "commune": lives_in("75011", "Paris 11e Arrondissement"),
    "logement": choose("Locataire d’un logement meublé"),
    "loyer": write("410"),
    "bail": tick(
        "Je partage ce logement en colocation",
        "D’autres adultes y vivent : un parent, un grand enfant, un ami…",
        "J’y loue une pièce à quelqu’un",
    ),
    "autres-adultes": others,
    "piece-louee": choose("À quelqu’un de moins de 30 ans"),
    "paris": paris,
    "revenus/vous": tick("Rien de tout cela"),
    "aides": tick("Aucune de ces aides"),
}

#: What is offered after the results.
LEFT: Journey = {
    "revenus-passes/vous": boxes("12 000", "0", "0"),
    "patrimoine/vous": boxes("1 500", "300", "0", "0", "0"),
    "veuvage/vous": choose("Non"),
    "fin-contrat/vous": pick(
        {
            "La fin du travail": "Licenciement, fin de contrat ou rupture conventionnelle",
            "Le temps travaillé dans les deux dernières années": "130 jours (910 heures) ou plus",
        }
    ),
    "trajet/vous": pick(
        {
            "La distance entre le logement et le travail, pour l’aller": "De 15 à 30 km",
            "Y a-t-il une voiture ou un deux-roues à moteur ?": "Oui",
        }
    ),
    "employeur/vous": choose("Une agence d’intérim"),
    "quotient": write("640"),
    "chauffage": choose("Au fioul"),
    "asile": choose("Non"),
    "contrat-electricite": choose("Moi"),
}

#: An apprentice who lives with nobody and pays no rent.
APPRENTICE: Journey = {
    "naissance/vous": born(19),
    "nationalite/vous": choose("Française"),
    "situation/vous": tick("En apprentissage"),
    "parents-impots/vous": choose("Non"),
    "parcours/vous": pick(
        {"Est-ce qu’il y a deux ans de travail à temps plein en trois ans ?": "Non"}
    ),
    "etudes/vous": choose("Au lycée, ou en CAP"),
    "alternance/vous": pick(
        {
            "L’employeur cotise-t-il à Action Logement ?": "Oui",
            "Le métier est-il dans le bâtiment ou les travaux publics ?": "Oui",
        }
    ),
    "handicap/vous": choose("Non"),
    "enceinte/vous": choose("Non"),
    "couple": choose("Non, sans partenaire"),
    "enfants": write("0"),
    "commune": lives_in("73300", "Saint-Jean-de-Maurienne"),
    "logement": choose("Chez vos parents"),
    "participation": choose("Oui"),
    "revenus/vous": tick("Salaire net, avant impôt"),
    "montants-revenus/vous": amounts({"Salaire net, avant impôt": "870"}),
    "aides": tick("Aucune de ces aides"),
}

#: A separated parent, who has one child half of the time, another at weekends, and knows no amount.
SEPARATED: Journey = {
    "naissance/vous": born(41),
    "nationalite/vous": choose("Française"),
    "situation/vous": tick("Salarié ou salariée", "Je travaille dans un autre pays que la France"),
    "pays-travail/vous": choose("En Suisse"),
    "handicap/vous": choose("Oui"),
    "taux/vous": choose("80 % ou plus"),
    "enceinte/vous": choose("Non"),
    "couple": choose("Non, sans partenaire"),
    "enfants": write("2"),
    "naissance/enfant-1": born(9),
    "naissance/enfant-2": born(7),
    "garde": tick(
        "Votre premier enfant : la moitié du temps",
        "L’un d’eux vient seulement certains week-ends ou aux vacances",
    ),
    "enfants-visites": tick("Votre deuxième enfant"),
    "allocataire": pick({"Votre premier enfant": "Chacun la moitié"}),
    "autre-parent": pick(
        {"Votre premier enfant": "L’autre parent paie des choses, ou garde l’enfant"}
    ),
    "handicap-enfants": tick("Aucun"),
    "declaration": pick({"Votre premier enfant": "Moi"}),
    "isolement": choose("Depuis 18 mois ou plus, ou depuis toujours"),
    "commune": lives_in("73300", "Saint-Jean-de-Maurienne"),
    "logement": choose("Locataire d’un logement vide (non meublé)"),
    "loyer": write("480"),
    "bail": tick("Rien de tout cela"),
    "revenus/vous": tick("Salaire net, avant impôt"),
    "montants-revenus/vous": unknown("Salaire net, avant impôt"),
    "tranches-revenus/vous": pick({"Salaire net, avant impôt": "De 500 euros à 1 000 euros"}),
    "aides": tick("Prime d’activité"),
    "montants-aides": unknown("Prime d’activité"),
    "tranches-aides": pick({"Prime d’activité": "Aucune idée"}),
}

JOURNEYS = {
    "lone parent": LONE_PARENT,
    "couple": COUPLE,
    "student": STUDENT,
    "apprentice": APPRENTICE,
}
#: What those four do not ask.
MORE = {"separated": SEPARATED}


def steps(visitor: Visitor, journey: Journey) -> Iterator[tuple[str, Fill]]:
    """From the home page to the recap: each page asked, in turn, to be filled and sent.

    The household is asked every page of its journey once, and no other.
    """
    asked: list[str] = []
    visitor.start()
    while visitor.step != "recapitulatif":
        assert visitor.step in journey, f"nothing to answer to {visitor.step}"
        assert visitor.step not in asked, f"{visitor.step} is asked again"
        asked.append(visitor.step)
        yield visitor.step, journey[visitor.step]
    assert set(asked) == set(journey)


def left(visitor: Visitor) -> Iterator[tuple[str, Fill]]:
    """The questions offered after the results, each by its address, where they are of this home."""
    for step, fill in LEFT.items():
        visitor.go(f"/simulation/{step}/")
        if visitor.step == step:
            yield step, fill


def walk(visitor: Visitor, journey: Journey) -> list[str]:
    """Answers everything; returns the titles of the questions, in order."""
    titles = []
    for _, fill in steps(visitor, journey):
        assert visitor.title.startswith(visitor.heading)
        titles.append(visitor.title)
        fill(visitor)
        visitor.proceed()
    return titles
