"""Households as OpenFisca web API documents: one built by hand, or drawn at random.

Amounts are euros a month, written on every month since January of N-2; yearly amounts
are given as {"2024": …}.
"""

import random

from orientation.words.french import months_before

YEAR, MONTH = 2026, 11
NOW = f"{YEAR}-{MONTH:02d}"
ETERNAL = {"date_naissance", "date_debut_chomage"}

ASKED = {
    "familles": [
        *("rsa", "ppa", "af", "cf", "asf", "paje_base", "aide_logement", "aspa", "cmu_c"),
        *("css_participation_forfaitaire", "bourse_college", "bourse_lycee"),
        "logement_social_eligible",
    ],
    "individus": ["aah", "asi", "ass"],
}
LOCAL_ASKED = {  # by the beginning of the commune's code
    "75": [("familles", "paris_complement_sante"), ("familles", "paris_logement")],
    "35": [("individus", "rennes_metropole_transport")],
    "29": [("individus", "brest_metropole_transport")],
}


def months(count: int) -> list[str]:
    """The `count` months that end with NOW, oldest first."""
    return [months_before(NOW, back) for back in range(count - 1, -1, -1)]


SPAN = months(35)  # since January of N-2, so that no year of reference is half empty


def facts(values: dict) -> dict:
    """Each value on every month of SPAN, unless it is dated or eternal."""
    return {
        name: value
        if isinstance(value, dict)
        else ({"ETERNITY": value} if name in ETERNAL else dict.fromkeys(SPAN, value))
        for name, value in values.items()
    }


def born(age: int, month: int = 5) -> str:
    """The birth date of someone who is `age` at NOW, for a birthday before November."""
    return f"{YEAR - age}-{month:02d}-12"


def household(parents, children=(), home=None, family=None, ask=(), married=True) -> dict:
    """A document: dicts of facts for each person and for the home; `ask` are (plural, variable).

    An unmarried couple files two tax returns, the children on the first.
    """
    home = {"depcom": "69383", "statut_occupation_logement": "locataire_vide", "loyer": 600} | (
        home or {}
    )
    adults = ["vous", "conjoint"][: len(parents)]
    young = [f"enfant_{index}" for index, _ in enumerate(children)]
    people = dict(zip([*adults, *young], map(facts, [*parents, *children]), strict=True))
    first = adults if married else adults[:1]
    returns = {"foyer": {"declarants": first, "personnes_a_charge": young}}
    if len(adults) > len(first):
        returns["foyer_conjoint"] = {"declarants": adults[1:], "personnes_a_charge": []}
        for name in adults:
            people[name] |= facts({"statut_marital": "celibataire"})
    document = {
        "individus": people,
        "familles": {"famille": {"parents": adults, "enfants": young} | facts(family or {})},
        "foyers_fiscaux": returns,
        "menages": {
            "menage": {
                "personne_de_reference": adults[:1],
                "conjoint": adults[1:],
                "enfants": young,
            }
            | facts(home)
        },
    }
    for plural, variable in ask:
        for entity in document[plural].values():
            entity.setdefault(variable, {})[NOW] = None
    return document


def draw_adult(rng: random.Random, age: int) -> dict:
    """The facts of one adult, every kind of situation that a correction can meet."""
    kind = rng.choices(
        ["salary", "none", "unemployed", "retired", "disabled"],
        [40, 15, 20, 20 if age >= 60 else 0, 15],
    )[0]
    amount = rng.choice([400, 700, 1000, 1250, 1426, 1700, 2300, 3500])
    activity = {"salary": "actif", "unemployed": "chomeur", "retired": "retraite"}
    values: dict = {"date_naissance": born(age, rng.randint(1, 10))}
    values["activite"] = activity.get(kind, "inactif")
    if kind == "salary":
        values |= {"salaire_net": amount, "salaire_imposable": round(amount * 1.036)}
        values["salaire_de_base"] = round(amount * 1.28)
        if rng.random() < 0.1:  # no pay any more since the month before
            values["salaire_net"] = dict.fromkeys(SPAN, amount) | dict.fromkeys(SPAN[-2:], 0)
    elif kind == "unemployed":
        values["date_debut_chomage"] = rng.choice(["2025-06-01", "2026-10-01"])
        if rng.random() < 0.5:
            values |= {"chomage_net": amount, "chomage_imposable": round(amount * 1.03)}
    elif kind == "retired":
        values |= {"retraite_nette": amount, "retraite_brute": round(amount * 1.05)}
        values["retraite_imposable"] = round(amount * 1.02)
    elif kind == "disabled":
        values |= {"handicap": True, "taux_incapacite": rng.choice([0.3, 0.65, 0.9])}
        values["aah_restriction_substantielle_durable_acces_emploi"] = rng.random() < 0.5
    if rng.random() < 0.25:
        values["nationalite"] = rng.choice(["DE", "CH", "DZ", "DZ"])
        values["duree_possession_titre_sejour"] = rng.choice([0, 1, 2, 6, 12])
    return values


def draw(rng: random.Random) -> dict:
    """One random household and what is asked of it."""
    age = rng.choice([20, 24, 31, 38, 46, 57, 61, 62, 63, 64, 66, 72, 80])
    parents = [draw_adult(rng, age)]
    if rng.random() < 0.5:
        parents.append(draw_adult(rng, max(18, age + rng.randint(-6, 6))))
    children = []
    for _ in range(rng.choices([0, 1, 2, 3], [40, 25, 20, 15])[0] if age < 60 else 0):
        child_age = rng.choice([0, 2, 5, 9, 12, 14, 16, 18])
        child = {"date_naissance": born(child_age)}
        if rng.random() < 0.1:  # as old, with a birthday to come this year
            child = {"date_naissance": born(child_age + 1, 12)}
        if child_age >= 11:
            child["scolarite"] = "college" if child_age < 15 else "lycee"
        if rng.random() < 0.15:
            child["garde_alternee"] = True
        children.append(child)
    commune = rng.choice(["75115", "69383", "35238", "29019", "59350", "23096", "97411"])
    status = rng.choices(
        ["locataire_vide", "locataire_hlm", "proprietaire", "loge_gratuitement"], [45, 20, 20, 15]
    )[0]
    home = {"depcom": commune, "statut_occupation_logement": status}
    home["loyer"] = rng.choice([300, 480, 650, 820]) if status.startswith("locataire") else 0
    family = {"parisien": True} if commune.startswith("75") else {}
    document = household(parents, children, home, family, married=rng.random() < 0.6)
    for plural, variables in ASKED.items():
        for entity in document[plural].values():
            for variable in variables:
                entity.setdefault(variable, {})[NOW] = None
    for plural, variable in LOCAL_ASKED.get(commune[:2], ()):
        for entity in document[plural].values():
            entity.setdefault(variable, {})[NOW] = None
    document["familles"]["famille"]["ars"] = {str(YEAR): None}
    document["menages"]["menage"]["cheque_energie"] = {str(YEAR): None}
    return document


def documents(count: int, seed: int) -> list[dict]:
    """`count` random households, the same for the same seed."""
    rng = random.Random(seed)
    return [draw(rng) for _ in range(count)]
