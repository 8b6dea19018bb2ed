"""Départements, regions and districts from a commune's INSEE code (COG 2026). Pure."""

import re

TERRITORY = re.compile(r"france|(region|departement|epci|commune):[0-9AB]{2,9}")

DEPARTEMENTS_BY_REGION = {
    "01": "971",
    "02": "972",
    "03": "973",
    "04": "974",
    "06": "976",
    "11": "75 77 78 91 92 93 94 95",
    "24": "18 28 36 37 41 45",
    "27": "21 25 39 58 70 71 89 90",
    "28": "14 27 50 61 76",
    "32": "02 59 60 62 80",
    "44": "08 10 51 52 54 55 57 67 68 88",
    "52": "44 49 53 72 85",
    "53": "22 29 35 56",
    "75": "16 17 19 23 24 33 40 47 64 79 86 87",
    "76": "09 11 12 30 31 32 34 46 48 65 66 81 82",
    "84": "01 03 07 15 26 38 42 43 63 69 73 74",
    "93": "04 05 06 13 83 84",
    "94": "2A 2B",
}
REGION_BY_DEPARTEMENT = {
    departement: region
    for region, departements in DEPARTEMENTS_BY_REGION.items()
    for departement in departements.split()
}


def departement_of(depcom: object) -> str | None:
    """ "35" for "35238", "974" for "97411", "2A" for "2A004"; None for anything else."""
    if not isinstance(depcom, str) or len(depcom) != 5:
        return None
    return depcom[:3] if depcom.startswith(("97", "98")) else depcom[:2]


def region_of(departement: str | None) -> str | None:
    """The INSEE code of the département's region; None outside the eighteen regions."""
    return REGION_BY_DEPARTEMENT.get(departement or "")


def parent_commune(depcom: object) -> str | None:
    """The commune of a district of Paris, Lyon or Marseille, and any other commune unchanged."""
    if not isinstance(depcom, str):
        return None
    if "75101" <= depcom <= "75120":
        return "75056"
    if "69381" <= depcom <= "69389":
        return "69123"
    if "13201" <= depcom <= "13216":
        return "13055"
    return depcom
