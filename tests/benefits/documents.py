"""Small OpenFisca documents for these tests."""

from typing import Any

MONTH = "2026-11"
ADULT = {"naissance": "1986-05-05"}
ELDER = {"naissance": "1950-05-05"}
DISABLED = {**ADULT, "handicap": True, "taux_incapacite": 0.9}


def household(
    parents: list[dict[str, Any]], children: list[dict[str, Any]] | None = None, **home: Any
) -> dict[str, Any]:
    """A document for MONTH: one family, its people's variables given without a period.

    `home`: the menage's variables. A key `naissance` is the birth date.
    """
    people = {f"adulte_{index}": person for index, person in enumerate(parents, start=1)}
    adults = list(people)
    people |= {f"enfant_{index}": person for index, person in enumerate(children or [], start=1)}
    kids = list(people)[len(adults) :]
    return {
        "individus": {name: _dated(person) for name, person in people.items()},
        "familles": {"famille": {"parents": adults, "enfants": kids}},
        "foyers_fiscaux": {"foyer": {"declarants": adults, "personnes_a_charge": kids}},
        "menages": {
            "menage": {
                "personne_de_reference": adults[:1],
                "conjoint": adults[1:],
                "enfants": kids,
                **_dated({"depcom": "35238", **home}),
            }
        },
    }


def _dated(variables: dict[str, Any]) -> dict[str, Any]:
    found = {name: {MONTH: value} for name, value in variables.items() if name != "naissance"}
    if "naissance" in variables:
        found["date_naissance"] = {"ETERNITY": variables["naissance"]}
    return found


def answered(document: dict[str, Any], entity: str, name: str, **values: Any) -> dict[str, Any]:
    """`document` with the engine's `values` on MONTH for one entity, as if it had computed them."""
    for variable, value in values.items():
        document[entity][name].setdefault(variable, {})[MONTH] = value
    return document


def family(document: dict[str, Any], **values: Any) -> dict[str, Any]:
    """The document with the values of its family for MONTH."""
    return answered(document, "familles", "famille", **values)
