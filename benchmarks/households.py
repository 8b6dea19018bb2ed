"""Households drawn at random, as OpenFisca web API documents: every kind of input, in some only.

The same seed draws the same households. Amounts are euros a month, or a year for yearly variables.
What is given to one household and not to another is the point: kinds of income, benefits received,
past years, years in place of months, ages in place of births, contracts, questions and their order.
"""

import random
from typing import Any

from orientation.words.french import months_before

COMMUNES = (
    "75112",
    "93066",
    "69123",
    "35238",
    "29019",
    "13055",
    "97411",
    "23096",
    "67482",
    "2B033",
)
FAMILY = [
    *("rsa", "ppa", "af", "cf", "asf", "paje_base", "aide_logement", "aspa", "cmu_c"),
    *("css_participation_forfaitaire", "bourse_college", "bourse_lycee"),
]
PERSON = ["aah", "asi", "ass"]
INCOMES = {
    "actif": ("salaire_net", (350, 800, 1150, 1430, 1900, 3200)),
    "chomeur": ("chomage_net", (300, 780, 1200)),
    "retraite": ("retraite_nette", (450, 900, 1500)),
    "inactif": ("pensions_alimentaires_percues", (90, 200)),
}


def months(last: str, count: int) -> list[str]:
    """The `count` months that end with `last` ("2026-11"), oldest first."""
    return [months_before(last, back) for back in range(count - 1, -1, -1)]


def households(
    count: int, seed: int, month: str = "2026-11", shuffled: bool = True
) -> list[dict[str, Any]]:
    """`count` households, asked in `month`: all the same questions in order if not `shuffled`."""
    draw = random.Random(seed)
    return [household(draw, month, shuffled) for _ in range(count)]


def household(draw: random.Random, month: str, shuffled: bool) -> dict[str, Any]:
    """One household with its questions."""
    year = int(month[:4])
    span, people = months(month, draw.choice([4, 13, 24])), {}
    ages = [draw.choice([18, 22, 26, 33, 45, 58, 63, 71, 84])]
    if draw.random() < 0.45:
        ages.append(max(18, ages[0] + draw.randint(-8, 8)))
    adults = [f"adulte_{index}" for index in range(len(ages))]
    for name, age in zip(adults, ages, strict=True):
        people[name] = adult(draw, age, year, month, span, alone=len(ages) == 1)
    children = []
    for index in range(
        draw.choices([0, 1, 2, 3, 5], [45, 20, 20, 10, 5])[0] if ages[0] < 60 else 0
    ):
        children.append(f"enfant_{index}")
        people[children[-1]] = child(draw, year, month)
    tax = {"foyer": {"declarants": adults, "personnes_a_charge": children}}
    if len(adults) == 2 and draw.random() < 0.4:  # not married: two tax returns
        tax = {
            "foyer_0": {"declarants": adults[:1], "personnes_a_charge": children},
            "foyer_1": {"declarants": adults[1:], "personnes_a_charge": []},
        }
    document: dict[str, Any] = {
        "individus": people,
        "familles": {"famille": {"parents": adults, "enfants": children} | received(draw, month)},
        "foyers_fiscaux": tax,
        "menages": {"menage": home(draw, adults, children, span)},
    }
    if draw.random() < 0.3:
        next(iter(tax.values()))["rfr"] = {str(year - 2): draw.choice([0, 9000, 21000])}
    ask(draw, document, month, shuffled)
    return document


def adult(
    draw: random.Random, age: int, year: int, month: str, span: list[str], alone: bool
) -> dict[str, Any]:
    """A grown-up: birth, activity, and an income over some period or other."""
    born = f"{year - age}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
    person: dict[str, Any] = {"date_naissance": {"ETERNITY": born}}
    activity = "retraite" if age > 62 else draw.choice(["actif", "actif", "chomeur", "inactif"])
    person["activite"] = dict.fromkeys(months(month, 4), activity)
    name, amounts = INCOMES[activity]
    amount = draw.choice(amounts)
    when = draw.random()
    if when < 0.6:
        person[name] = dict.fromkeys(span, amount)
    elif when < 0.75:  # a job that began or ended
        cut = draw.randrange(1, len(span))
        person[name] = dict.fromkeys(span[:cut] if draw.random() < 0.5 else span[cut:], amount)
    elif alone and when < 0.9:  # whole years, which OpenFisca divides between the months
        person[name] = {str(year): amount * 12, str(year - 1): amount * 10}
    if draw.random() < 0.25:
        gross = round(amount * 1.28)
        person["salaire_imposable"] = dict.fromkeys(span, round(amount * 1.036))
        person["salaire_de_base"] = dict.fromkeys(span, gross)
    if draw.random() < 0.2:  # two years ago
        person[draw.choice(["retraite_imposable", "chomage_imposable", "salaire_imposable"])] = (
            dict.fromkeys(months(f"{year - 2}-12", 12), draw.choice([300, 1100]))
        )
    if draw.random() < 0.15:
        person["handicap"] = dict.fromkeys(months(month, 4), True)
        person["taux_incapacite"] = dict.fromkeys(months(month, 4), draw.choice([0.6, 0.85]))
        person["aah"] = dict.fromkeys(span[: draw.randrange(1, len(span))], 900)
    if draw.random() < 0.1:
        person["contrat_de_travail_fin"] = {
            draw.choice(span): f"{year}-{draw.randint(1, 9):02d}-28"
        }
    if draw.random() < 0.1:
        person["nationalite"] = dict.fromkeys(months(month, 4), draw.choice(["DE", "DZ", "CH"]))
        person["duree_possession_titre_sejour"] = dict.fromkeys(months(month, 4), 6)
    if draw.random() < 0.1:
        person["rpns_micro_entreprise_CA_bic_service_imp"] = {str(year): 8400, str(year - 1): 5000}
    return person


def child(draw: random.Random, year: int, month: str) -> dict[str, Any]:
    """A child, at school from eleven; a twin now and then, since births fall on few days."""
    age = draw.choice([0, 1, 3, 6, 10, 12, 14, 16, 19])
    person: dict[str, Any] = {
        "date_naissance": {"ETERNITY": f"{year - age}-0{draw.randint(1, 2)}-15"}
    }
    if age >= 11:
        level = "college" if age < 15 else "lycee"
        person["scolarite"] = dict.fromkeys(months(month, 4), level)
    if draw.random() < 0.15:
        person["garde_alternee"] = dict.fromkeys(months(month, 4), True)
    return person


def home(draw: random.Random, adults: list[str], children: list[str], span: list[str]) -> dict:
    """A dwelling; one in ten is not described at all."""
    place: dict[str, Any] = {
        "personne_de_reference": adults[:1],
        "conjoint": adults[1:],
        "enfants": children,
    }
    if draw.random() < 0.9:
        status = draw.choice(
            [
                "locataire_vide",
                "locataire_hlm",
                "locataire_meuble",
                "loge_gratuitement",
                "proprietaire",
            ]
        )
        place["depcom"] = dict.fromkeys(span, draw.choice(COMMUNES))
        place["statut_occupation_logement"] = dict.fromkeys(span, status)
        rent = draw.choice([250, 480, 760]) if status.startswith("locataire") else 0
        place["loyer"] = dict.fromkeys(span, rent)
    return place


def received(draw: random.Random, month: str) -> dict[str, Any]:
    """A benefit received for some of the past months, in some families."""
    if draw.random() < 0.6:
        return {}
    past = months(month, 13)[:-1]
    name, amount = draw.choice(
        [("aide_logement", 210), ("rsa", 480), ("ppa", 140), ("af", 148), ("aspa", 300)]
    )
    return {name: dict.fromkeys(past[-draw.randint(1, 12) :], amount)}


def ask(draw: random.Random, document: dict[str, Any], month: str, shuffled: bool) -> None:
    """The questions; shuffled, in an order that is not everybody's, and some are left out."""
    family = draw.sample(FAMILY, len(FAMILY)) if shuffled and draw.random() < 0.3 else FAMILY
    if shuffled and draw.random() < 0.2:
        family = family[: draw.randint(1, len(family))]
    for person in document["individus"].values():
        for name in PERSON:
            person.setdefault(name, {})[month] = None
    for name in family:
        document["familles"]["famille"].setdefault(name, {})[month] = None
    document["familles"]["famille"]["ars"] = {month[:4]: None}
    document["menages"]["menage"]["cheque_energie"] = {month[:4]: None}
    if shuffled and draw.random() < 0.2:
        document["familles"]["famille"].setdefault("ppa", {})[months(month, 2)[0]] = None
    if shuffled and draw.random() < 0.1:
        foyer = next(iter(document["foyers_fiscaux"].values()))
        foyer.setdefault("impot_revenu_restant_a_payer", {})[month[:4]] = None
