"""Which situations an uncertain rule concerns, read from the facts of a document alone.

Each takes an OpenFisca web API document (one household) and its month, "YYYY-MM". A fact that is
not written has the engine's default value.
"""

from collections.abc import Callable, Iterator
from typing import Any

from orientation.words.french import months_before

LONG_RESIDENCE = 5  # years: CASF, art. L. 262-4, 2°
SHORT_RESIDENCE = 0.25  # years, for Europeans: CASF, art. L. 262-6
EUROPE = {  # EEA and Switzerland, as OpenFisca's `geopolitique.eee` lists them since 2021
    *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI"),
    *("FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV"),
    *("MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
}
PAID = ("salaire_net", "chomage_net")
REPLACING = ("chomage_net", "retraite_nette", "indemnites_journalieres_maladie")
YEAR_READ = 12
COMPUTED_BACK = {"ass": 5, "mva": 5}  # benefits: the months M-4..M may be the engine's own
HIGH_RENTS = 40_000  # euros a year
QUARTER_READ = 4  # the months M-4..M-2 and M-3..M-1 are both within M-4..M-1


def recent_european(document: dict, month: str) -> bool:
    """A parent is European and has lived here for less than five years.

    Others need five years whatever their papers say, but for the exemptions that were asked.
    """
    return any(
        _recent(parent, month) and _at(parent, "nationalite", month, "FR") in EUROPE
        for couple in _families(document)
        for parent in couple
    )


def couple_of_unequal_residence(document: dict, month: str) -> bool:
    """One of the couple has had a permit for long enough, or needs none; the other has not."""
    return any(
        len({_settled(parent, month) for parent in couple}) == 2 for couple in _families(document)
    )


def couple_with_two_notices(document: dict, month: str) -> bool:
    """An unmarried couple: each on a tax return."""
    declarants = [foyer.get("declarants", []) for foyer in document["foyers_fiscaux"].values()]
    return any(
        sum(bool(set(parents) & set(names)) for names in declarants) > 1
        for parents in (famille.get("parents", []) for famille in document["familles"].values())
    )


def several_notices(document: dict, month: str) -> bool:
    """The home makes more than one tax return, and nobody is said to have the contract."""
    told = any(
        _at(one, "contrat_electricite", month, False) for one in document["individus"].values()
    )
    units = sum(bool(one.get("declarants")) for one in document["foyers_fiscaux"].values())
    return units > 1 and not told


def other_parent_unclear(document: dict, month: str) -> bool:
    """A lone parent has a child in shared residence, or nobody said what the other parent does."""
    for famille in document["familles"].values():
        if len(famille.get("parents", [])) != 1:
            continue
        for name in famille.get("enfants", []):
            child = document["individus"][name]
            contribution = _at(child, "contribution_autre_parent", month, "inconnue")
            shared = _at(child, "garde_alternee", month, False)
            if contribution == "inconnue" or (shared and contribution != "contribue"):
                return True
    return False


def changed_income(document: dict, month: str) -> bool:
    """An amount differs between two of the four months before, and the quarter read is the old."""
    if any(
        _at(famille, "departement_experimentation_rsa", month, False)
        for famille in document["familles"].values()
    ):
        return False
    months = [months_before(month, count) for count in range(1, QUARTER_READ + 1)]
    return any(
        len(set(amounts)) > 1
        for person in document["individus"].values()
        for amounts in _amounts(person, months)
    )


def stopped_income(document: dict, month: str) -> bool:
    """An adult's pay of the quarter read has stopped since, and nothing replaces it."""
    quarter = [months_before(month, count) for count in range(1, QUARTER_READ + 1)]
    return any(
        any(_at(parent, name, past, 0) > 0 for past in quarter)
        and not _at(parent, name, month, 0)
        and not any(_at(parent, other, month, 0) for other in REPLACING)
        for couple in _families(document)
        for parent in couple
        for name in PAID
    )


def stopped_business(document: dict, month: str) -> bool:
    """A business of somebody's own has stopped."""
    return any(_at(one, "activite_arretee", month, False) for one in document["individus"].values())


def other_adults(document: dict, month: str) -> bool:
    """Adults who are not of the family live in the home."""
    return any(_at(home, "autres_adultes", month, False) for home in document["menages"].values())


def relative_to_support(document: dict, month: str) -> bool:
    """One of the other adults may count as a dependant, or the home is being bought: the floor of
    the buyer's resources is then not known apart from those of the others."""
    return any(
        _at(home, "autres_adultes_proches", month, False)
        or (
            _at(home, "autres_adultes_revenus", month, 0) > 0
            and _at(home, "statut_occupation_logement", month, "") == "primo_accedant"
        )
        for home in document["menages"].values()
    )


def room_let(document: dict, month: str) -> bool:
    """A room is let to somebody whom the law allows."""
    return any(
        _at(home, "sous_location", month, "aucune") == "admise"
        for home in document["menages"].values()
    )


def child_with_pay(document: dict, month: str) -> bool:
    """A child of the family has a wage."""
    return any(
        _at(document["individus"][name], "salaire_net", months_before(month, count), 0) > 0
        for famille in document["familles"].values()
        for name in famille.get("enfants", [])
        for count in range(1, QUARTER_READ + 1)
    )


def partner_with_disability_allowance(document: dict, month: str) -> bool:
    """One of a couple has the AAH, received or computed."""
    return any(
        len(couple) == 2 and any(_amount(one, "aah", month) for one in couple)
        for couple in _families(document)
    )


def invalidity_allowance_to_claim(document: dict, month: str) -> bool:
    """Somebody has a computed right to the ASI and did not receive it the month before."""
    return any(_amount(one, "asi", month) for one in document["individus"].values())


def shared_social_home(document: dict, month: str) -> bool:
    """A social home is shared by flatmates."""
    return any(
        _at(home, "coloc", month, False)
        and _at(home, "statut_occupation_logement", month, "") == "locataire_hlm"
        for home in document["menages"].values()
    )


def child_in_care(document: dict, month: str) -> bool:
    """A child has been entrusted to the aide sociale à l'enfance."""
    return any(_at(one, "enfant_place", month, False) for one in document["individus"].values())


def rents_with_charges(document: dict, month: str) -> bool:
    """Rents are above the simple scheme: what is taxed depends on charges that nobody was asked.

    Of very high rents enough is left, whatever the charges, to close what reads them.
    """
    units = document["foyers_fiscaux"].values()
    return any(0 < rents <= HIGH_RENTS for unit in units for rents in unit.get("f4ba", {}).values())


def some_income(variables: tuple[str, ...]) -> Callable[[dict, str], bool]:
    """The concern of whose family has one of these incomes, in one of the twelve months before.

    Of a benefit, the months that the engine may have computed are not looked at: what could be
    claimed is no income.
    """

    def concerned(document: dict, month: str) -> bool:
        return any(
            _at(person, variable, months_before(month, count), 0)
            for person in document["individus"].values()
            for variable in variables
            for count in range(COMPUTED_BACK.get(variable, 1), YEAR_READ + 1)
        )

    return concerned


def _families(document: dict) -> Iterator[list[dict]]:
    for famille in document["familles"].values():
        yield [document["individus"][name] for name in famille.get("parents", [])]


def _recent(person: dict, month: str) -> bool:
    foreign = _at(person, "nationalite", month, "FR") != "FR"
    return foreign and _at(person, "duree_possession_titre_sejour", month, 0) < LONG_RESIDENCE


def _settled(person: dict, month: str) -> bool:
    enough = (
        SHORT_RESIDENCE if _at(person, "nationalite", month, "FR") in EUROPE else LONG_RESIDENCE
    )
    return not _recent(person, month) or (
        _at(person, "duree_possession_titre_sejour", month, 0) >= enough
    )


def _amount(person: dict, variable: str, month: str) -> float:
    """What is received or computed of a benefit, 0 before the computation."""
    found = _at(person, variable, month, 0) or _at(person, variable, months_before(month, 1), 0)
    return found if isinstance(found, int | float) else 0


def _at(entity: dict, variable: str, month: str, default: Any) -> Any:
    value = entity.get(variable, {}).get(month)
    return default if value is None else value


def _amounts(person: dict, months: list[str]) -> Iterator[list[float]]:
    for values in person.values():
        if isinstance(values, dict):
            dated = [values.get(month) for month in months]
            yield [value for value in dated if type(value) in (int, float)]
