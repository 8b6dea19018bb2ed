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
