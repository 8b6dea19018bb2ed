"""Each trap of computing households together, with a pair that a naive batch gets wrong.

The naive batch is stock OpenFisca's own: both households in one simulation. Each test first says
that it differs from one by one, so that the pair is known to be one that can fail.
"""

import copy
from typing import Any

import pytest

from benchmarks.households import households, months
from simulator.engine import calculate, stock
from simulator.engine.law.system import stock_system

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning"),
]

Document = dict[str, Any]
SPAN = months("2026-11", 13)


def household(person: Document, asked: dict[str, Document], **more: Document) -> Document:
    """Someone alone, what is given of them and of their home, and what is asked by group."""
    document: Document = {
        "individus": {"a": copy.deepcopy(person)},
        "familles": {"famille": {"parents": ["a"]}},
        "foyers_fiscaux": {"foyer": {"declarants": ["a"]}},
        "menages": {"menage": {"personne_de_reference": ["a"]}},
    }
    for plural, values in [*more.items(), *asked.items()]:
        next(iter(document[plural].values())).update(copy.deepcopy(values))
    return document


def renamed(document: Document, number: int) -> Document:
    """The same document with the number before the name of each person and group."""
    return {
        plural: {
            f"{number}_{entity_id}": {
                key: [f"{number}_{name}" for name in value] if isinstance(value, list) else value
                for key, value in entity.items()
            }
            for entity_id, entity in entities.items()
        }
        for plural, entities in document.items()
    }


def naive(documents: list[Document]) -> list[Document]:
    """All in one simulation of stock OpenFisca, as anybody would."""
    together: Document = {}
    for number, document in enumerate(documents):
        for plural, entities in renamed(document, number).items():
            together.setdefault(plural, {}).update(entities)
    answer = stock.compute(stock_system(), together)
    return [
        {
            plural: {key: answer[plural][key] for key in entities}
            for plural, entities in renamed(document, number).items()
        }
        for number, document in enumerate(documents)
    ]


AMOUNTS = {"familles": {name: {"2026-11": None} for name in ("aide_logement", "ppa")}}
TENANT = {
    "depcom": dict.fromkeys(SPAN, "69383"),
    "statut_occupation_logement": dict.fromkeys(SPAN, "locataire_vide"),
    "loyer": dict.fromkeys(SPAN, 480),
}
GROSS = {"date_naissance": {"ETERNITY": "1985-04-02"}, "salaire_de_base": dict.fromkeys(SPAN, 1150)}
TAXABLE = {"salaire_imposable": dict.fromkeys(SPAN, 932)}
MOTIVE = {"individus": {"motif_fin_dernier_contrat": {"2026-11": None}}}
VOUCHER = {"menages": {"cheque_energie": {"2026": None}}}
HLM = {"statut_occupation_logement": dict.fromkeys(SPAN, "locataire_hlm")}

PAIRS = {
    "an input silences the formula of the other": [
        household(GROSS, AMOUNTS, menages=TENANT),
        household(GROSS | TAXABLE, AMOUNTS, menages=TENANT),
    ],
    "a formula asks which periods are known": [
        household({"motif_fin_contrat": {"2026-03": "demission"}}, MOTIVE),
        household({"motif_fin_contrat": {"2026-05": "fin_cdd"}}, MOTIVE),
    ],
    "an age is known by birth for one, as such for the other": [
        household({"age": {"2026-11": 30}}, {"individus": {"age_en_mois": {"2026-11": None}}}),
        household(
            {"date_naissance": {"ETERNITY": "1985-04-02"}},
            {"individus": {"age_en_mois": {"2026-11": None}}},
        ),
    ],
    "a past year given by one cuts the way back of the other": [
        household(
            {"salaire_imposable": dict.fromkeys(months("2024-12", 12), 1100)}, VOUCHER, menages=HLM
        ),
        household({}, VOUCHER, menages=HLM, foyers_fiscaux={"rfr": {"2024": 0}}),
    ],
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_a_pair_that_a_naive_batch_gets_wrong_is_right_together(pair: list[Document]) -> None:
    alone = [stock.compute(stock_system(), document) for document in pair]
    assert naive(pair) != alone, "this pair can no longer fail: find another"
    assert calculate(pair, corrected=False) == alone
    assert calculate(pair[::-1], corrected=False) == alone[::-1]


def test_households_asked_the_same_are_each_as_if_alone() -> None:
    """Unshuffled, so that all could share a lane: only what was given keeps them apart."""
    documents = households(24, seed=7, shuffled=False)
    together = calculate(documents, corrected=False)
    assert together == [calculate([document], corrected=False)[0] for document in documents]
