"""Small words before the name of a commune."""

VOWELS = "aàâeéèêëiîïoôuûœæ"


def of(name: str) -> str:
    """« de Montreuil », « du Havre », « des Lilas », « d’Amiens », « de La Rochelle »."""
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d’{name}" if name[:1].lower() in VOWELS else f"de {name}"


def at(name: str) -> str:
    """« à Montreuil », « au Havre », « aux Lilas »."""
    for article, contracted in (("Le ", "au "), ("Les ", "aux ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"à {name}"


PLURAL = ("Alpes-", "Hautes-", "Bouches-", "Côtes-", "Deux-", "Hauts-", "Pyrénées-", "Ardennes")
MASCULINE = (
    *("Bas-Rhin", "Calvados", "Cantal", "Cher", "Doubs", "Finistère", "Gard", "Gers", "Haut-Rhin"),
    *("Jura", "Loiret", "Lot", "Morbihan", "Nord", "Pas-de-Calais", "Puy-de-Dôme", "Rhône", "Tarn"),
    *("Territoire de Belfort", "Val-de-Marne", "Val-d'Oise", "Var"),
)
BARE = ("Paris", "Mayotte", "Corse-du-Sud", "Vaucluse", "Loire-Atlantique")


def of_departement(name: str) -> str:
    """« du Nord », « de l’Ain », « des Landes », « d’Eure-et-Loir », « de la Marne »."""
    vowel = name[:1].lower() in VOWELS or name.startswith(("Hérault", "Yonne"))
    double = "-et-" in name
    name = name.replace("'", "’")
    if name.startswith(PLURAL) or name in ("Landes", "Vosges", "Yvelines"):
        return f"des {name}"
    if vowel:
        return f"d’{name}" if double else f"de l’{name}"
    if name.replace("’", "'") in MASCULINE:
        return f"du {name}"
    if double or name in BARE or name.startswith(("Saint-", "La ")):
        return f"de {name}"
    return f"de la {name}"
