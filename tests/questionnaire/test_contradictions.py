"""Two answers that disagree are said, and none that agree."""

import pytest

from questionnaire.asked import Asked
from questionnaire.contradictions import contradictions
from questionnaire.questions import FLOW
from tests.personas.describe import MONTH, RENNES, adult, answers, child, home

FREE = home("loge_gratuitement", commune=RENNES)
CASES = {
    "salarié sans salaire": (answers(adult("vous", "1986-05-04", "salarie"), FREE), "salarié"),
    "chômage reçu, non coché": (
        answers(
            adult(
                "vous",
                "1986-05-04",
                "chomeur",
                parcours={"deux_mois": "oui", "cinq_ans": "non", "assurance": "en_cours"},
            ),
            FREE,
        ),
        "chômage",
    ),
    "retraité sans pension": (answers(adult("vous", "1950-05-04", "retraite"), FREE), "retraite"),
    "pension du père, non cochée": (
        answers(
            adult("vous", "1986-05-04", "foyer"),
            child(1, "2018-05-10"),
            FREE,
            children=1,
            autre_parent={"enfant_1": "pension"},
        ),
        "L’autre parent",
    ),
    "pension d’un parent absent": (
        answers(
            adult("vous", "1986-05-04", "foyer", incomes={"pension-recue": 100}),
            child(1, "2018-05-10"),
            FREE,
            children=1,
            autre_parent={"enfant_1": "non"},
        ),
        "ne participe pas",
    ),
    "loyer d’un an": (
        answers(
            adult("vous", "1986-05-04", "salarie", incomes={"salaire": 1500}),
            home("locataire_vide", 5400, RENNES),
        ),
        "presque tout",
    ),
    "rien à dire": (
        answers(
            adult("vous", "1986-05-04", "salarie", incomes={"salaire": 1500}),
            home("locataire_vide", 540, RENNES),
        ),
        "",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_disagrees_is_said_and_nothing_else(name, communes):
    given, expected = CASES[name]
    said = [says for _, says in contradictions(Asked.of(FLOW, given, MONTH))]
    assert len(said) == bool(expected)
    assert all(expected in one for one in said)
