"""Who serves a département, for the institutions whose caisses cover several.

Sources, compared in November 2026: the 35 caisses of msa.fr, all (list of 2026); the Carsat and the
Cnav, 14 groups of 16 as their own notice of grants lists them (2024), the last two in part. The
Crous follow the académies (code de l’éducation, art. R.222-2, not read again). None of the 306
desks of these kinds in the DILA's directory of 12 December 2017 bears the name of a caisse of
another group.
"""

_MSA = """
01 69 | 02 60 80 | 03 15 43 63 | 04 05 84 | 06 13 83 | 07 26 42 | 08 51 55 | 09 31 32 65 | 10 52
11 66 | 12 46 81 82 | 14 50 | 16 17 | 18 28 45 | 19 23 87 | 21 58 71 89 | 22 29 | 24 47 
25 39 70 90 | 27 76 | 2A 2B | 30 34 48 | 33 | 35 56
36 37 41 | 38 73 74 | 40 64 | 44 85 | 49 | 53 61 72 
54 57 88 | 59 62 | 67 68 | 75 77 78 91 92 93 94 95 | 79 86
"""
_CARSAT = """
57 67 68 | 24 33 40 47 64 | 03 15 43 63 | 21 25 39 58 70 71 89 90 | 22 29 35 56 | 18 28 36 37 41 45
16 17 19 23 79 86 87 | 75 77 78 91 92 93 94 95 | 11 30 34 48 66 | 09 12 31 32 46 65 81 82
08 10 51 52 54 55 88 | 02 59 60 62 80 | 14 27 50 61 76 | 44 49 53 72 85 | 01 07 26 38 42 69 73 74
04 05 06 13 2A 2B 83 84
"""
_CROUS = """
04 05 13 84 | 02 60 80 | 971 972 973 977 978 | 24 33 40 47 64 | 21 25 39 58 70 71 89 90 
03 15 43 63 | 2A 2B | 77 93 94 | 07 26 38 73 74
974 976 | 59 62 | 19 23 87 | 54 55 57 88 | 01 42 69
11 30 34 48 66 | 44 49 53 72 85 | 06 83 | 14 27 50 61 76 | 18 28 36 37 41 45 | 75 | 16 17 79 86
08 10 51 52 | 22 29 35 56 | 67 68 | 09 12 31 32 46 65 81 82 | 78 91 92 95
"""


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split()) for group in text.strip().replace("\n", " | ").split(" | "))


CAISSES: dict[str, tuple[tuple[str, ...], ...]] = {
    "msa": _groups(_MSA),
    "carsat": _groups(_CARSAT),
    "crous": _groups(_CROUS),
}
# Saint-Barthélemy and Saint-Martin have no caisse of their own: Guadeloupe's serve them.
_SERVED_FROM = {"977": ("971",), "978": ("971",)}
_SECURITY = ("caf", "cpam", "carsat")
_PACIFIC = ("986", "987", "988")
_WITHOUT_MSA = ("975", "976", *_PACIFIC)
# Whose social protection is their own: what replaces the national institutions there.
_OWN_PROTECTION = {
    "975": "À Saint-Pierre-et-Miquelon, une seule caisse fait tout : la Caisse de prévoyance "
    "sociale.",
    "986": "À Wallis-et-Futuna, adressez-vous à la Caisse des prestations sociales (CPSWF). La "
    "plupart des aides nationales n’y existent pas.",
    "987": "En Polynésie française, adressez-vous à la Caisse de prévoyance sociale (CPS). La "
    "plupart des aides nationales n’y existent pas.",
    "988": "En Nouvelle-Calédonie, adressez-vous à la CAFAT. La plupart des aides nationales n’y "
    "existent pas.",
}
# Cities whose town halls and CCAS may be in their arrondissements.
DIVIDED = ("13055", "69123", "75056")
# Their general postal codes, which no arrondissement has.
GENERAL_POSTCODES = {"13000": "13055", "69000": "69123", "75000": "75056"}


def serving(kind: str, departement: str) -> tuple[str, ...]:
    """The départements whose desks of `kind` serve `departement`, itself included."""
    for group in CAISSES.get(kind, ()):
        if departement in group:
            return group
    return (departement, *(_SERVED_FROM.get(departement, ()) if kind in _SECURITY else ()))


def overseas(departement: str) -> bool:
    """Whether `departement` lies across an ocean: its code has three characters."""
    return len(departement) == 3


def acts(kind: str, departement: str) -> bool:
    """Whether the national institution of `kind` acts in `departement` at all.

    In the Pacific only the town hall and its CCAS do, as far as the project knows.
    """
    if departement in _PACIFIC:
        return kind in ("mairie", "ccas")
    if kind == "msa":
        return departement not in _WITHOUT_MSA
    return departement != "975" or kind not in _SECURITY


def own_protection(departement: str) -> str:
    """Who to ask where the national institutions do not act, or nothing."""
    return _OWN_PROTECTION.get(departement, "")


def for_scheme(kind: str, departement: str, agricole: bool) -> str:
    """The kind that acts for a person of the farm scheme: the MSA for family, health, retirement.

    Overseas the CAF pays family benefits to farmers too, and the CGSS does the rest.
    """
    return "msa" if agricole and not overseas(departement) and kind in _SECURITY else kind


def label(kind: str, departement: str, usual: str) -> str:
    """What the institution `kind`, called `usual`, is called in `departement`."""
    if kind in ("cpam", "carsat") and departement in ("971", "972", "973", "974", "977", "978"):
        return "Caisse générale de sécurité sociale (CGSS)"
    if kind in _SECURITY and departement == "976":
        return "Caisse de sécurité sociale de Mayotte (CSSM)"
    if kind in _SECURITY and departement == "975":
        return "Caisse de prévoyance sociale de Saint-Pierre-et-Miquelon"
    return usual


#: Who has the département's powers where it is not a departmental council (CGCT, art. L2512-1,
#: L3431-1, L3611-1, L4421-1, L7111-1 and L7211-1).
_AUTHORITIES = {
    "epci:200046977": "Métropole de Lyon",
    "67": "Collectivité européenne d’Alsace",
    "68": "Collectivité européenne d’Alsace",
    "75": "Ville de Paris",
    "2A": "Collectivité de Corse",
    "2B": "Collectivité de Corse",
    "972": "Collectivité territoriale de Martinique",
    "973": "Collectivité territoriale de Guyane",
}


def authority(departement: str, epci: str | None) -> str:
    """Who pays the département's aids there, or "" where it is the departmental council."""
    return _AUTHORITIES.get(f"epci:{epci}") or _AUTHORITIES.get(departement, "")
