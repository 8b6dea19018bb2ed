"""A small France: five real communes, enough for every rule of the directory."""

import pytest

from orientation.models import Commune, PostalCode

# code, name, parent, département, EPCI, population, centre, postal codes, former codes
COMMUNES = [
    ("75056", "Paris", None, "75", "200054781", 2103778, (48.85658, 2.35183), "", ""),
    ("75111", "Paris 11e Arrondissement", "75056", "75", "200054781", 142583, (48.8591, 2.3795),
     "75011", ""),
    ("93048", "Montreuil", None, "93", "200054781", 111934, (48.86372, 2.44853), "93100", ""),
    ("93066", "Saint-Denis", None, "93", "200054781", 150000, (48.93579, 2.35804),
     "93200 93210 93380", "93059"),
    ("01004", "Ambérieu-en-Bugey", None, "01", "240100883", 15934, (45.96104, 5.37229), "01500",
     ""),
    ("01006", "Ambléon", None, "01", "200040350", 115, (45.74985, 5.5945), "01300", ""),
    ("97611", "Mamoudzou", None, "976", "200050532", 71437, (-12.7809, 45.2279), "97600", ""),
    ("98818", "Nouméa", None, "988", "", 94285, None, "98800", ""),
]  # fmt: skip


@pytest.fixture
def france(db: None) -> dict[str, Commune]:
    """The communes above, by code."""
    for code, name, parent, departement, epci, population, point, postcodes, former in COMMUNES:
        commune = Commune.objects.create(
            code=code,
            name=name,
            slug=name.lower().replace(" ", "-").replace("é", "e"),
            parent_id=parent,
            departement=departement,
            region="11",
            epci=epci,
            population=population,
            latitude=point and point[0],
            longitude=point and point[1],
            former_codes=former,
        )
        for postcode in postcodes.split():
            PostalCode.objects.create(code=postcode, commune=commune)
    return Commune.objects.in_bulk()
