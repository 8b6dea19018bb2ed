"""Bad input on every field of every question, from what people mistype to what a program forges."""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from questionnaire.building.bracket import Bracket
from questionnaire.building.forms import StepForm, check
from questionnaire.core import UNKNOWN, Step
from questionnaire.dossier import accepted
from questionnaire.questions import FLOW
from questionnaire.questions.revenus import KINDS
from questionnaire.schema import sampled
from tests.personas.describe import MONTH, RENNES, adult, answers, child, home

NEXT_YEAR = str(int(MONTH[:4]) + 1)
LONG = "9" * 10_000
TYPED = (
    *(
        "",
        " ",
        "abc",
        "-5",
        "1e9",
        "1,2,3",
        "nan",
        "inf",
        "100000,01",
        "12 34 56 78 90 12 34",
        LONG,
    ),
    *("\x00", "٣٤", "31/02/1990", "<script>", "'; DROP TABLE --", "𝟙", "aucun", "inconnu", "autre"),
)
#: Day, month and year as three boxes.
DATES = (
    ("31", "2", "1990"), ("29", "2", "2023"), ("0", "1", "1990"), ("1", "13", "1990"),
    ("1", "1", "1899"), ("1", "1", NEXT_YEAR), ("1", "1", "90"), ("1", "", "1990"),
    ("٣", "1", "1990"),
)  # fmt: skip
FORGED = (None, True, -1, 10**12, float("nan"), "", "forgé", [], ["forgé"], {}, {"forgé": 1}, [[]])
PEOPLE = answers(
    adult("vous", "1985-05-04", "salarie", incomes={"salaire": 1600.0}),
    adult("conjoint", "1986-05-04", "foyer"),
    child(1, "2018-02-10"),
    home("locataire_hlm", 550, RENNES),
    couple="marie",
    children=1,
)
WRONG = {
    "sejour/vous": answers(
        adult("vous", "2007-05-04", "chomeur", nationalite="autre", sejour="3_mois_5_ans"),
        home("loge_gratuitement"),
    ),
    "scolarite/enfant_1": answers(
        adult("vous", "1985-05-04", "foyer"),
        child(1, "2015-02-10", "primaire"),
        home("loge_gratuitement"),
        children=1,
    ),
    "allocataire": answers(
        adult("vous", "1985-05-04", "foyer"),
        child(1, "2018-02-10", custody="alternee"),
        home("loge_gratuitement"),
        children=1,
        autre_parent={"enfant_1": "autrement"},
    ),
    "pays-travail/vous": answers(
        adult("vous", "1985-05-04", "etranger", incomes={"salaire": 1600.0}),
        home("loge_gratuitement"),
    ),
    "tranches-revenus/vous": answers(
        adult("vous", "1985-05-04", "salarie", incomes={"salaire": UNKNOWN}),
        home("loge_gratuitement"),
    ),
}
WRONG["autre-parent"] = WRONG["allocataire"]
YOUNG = {"naissance/vous": "2004-05-04", "naissance/conjoint": "2003-12-04"}


@pytest.fixture(autouse=True)
def _no_database(communes: None) -> None:
    """Two postal codes, without a database."""


def questions() -> Iterator[Step]:
    """Each question once for each field that it may show."""
    seen = set()
    for step in sampled(FLOW):
        asked = step.field()
        shape = (step.question.id, type(asked), tuple(getattr(asked, "rows", ())))
        if shape not in seen:
            seen.add(shape)
            yield step


def sent(fields: dict[str, forms.Field]) -> Iterator[QueryDict]:
    """What a browser, or a program, may send: the same fault in every field of the page."""
    parts = {name: getattr(one.widget, "widgets_names", [""]) for name, one in fields.items()}
    for text in TYPED:
        yield query({f"{name}{part}": text for name in fields for part in parts[name]})
    for day in DATES if any(len(names) == 3 for names in parts.values()) else ():
        yield query({f"{n}{p}": t for n in fields for p, t in zip(parts[n], day, strict=False)})
    yield query({})


def query(data: dict[str, str]) -> QueryDict:
    found = QueryDict(mutable=True)
    found.update(data)
    return found


def test_every_field_says_what_is_wrong_or_takes_what_it_can_show() -> None:
    """Never an exception, never silence: words beside the field, and what was typed stays."""
    refused = 0
    for step in questions():
        for data in sent(StepForm(step).fields):
            form = StepForm(step, data=data)
            if form.is_valid():
                assert check(step, form.answer) == form.answer, (step.key, data)
                continue
            for messages in form.errors.values():
                refused += 1
                for message in messages:
                    assert message.endswith("."), (step.key, message)
                    assert 2 < len(message.split()) < 40, (step.key, message)
            assert max(len(str(form[name])) for name in form.errors) < 20_000, step.key
    assert refused > 1_000


def test_a_forged_document_is_refused_in_words() -> None:
    for step in questions():
        for value in FORGED:
            try:
                kept = check(step, value)
            except ValidationError:
                continue
            assert check(step, kept) == kept, (step.key, value)


def step_of(key: str, given: dict[str, Any]) -> Step:
    return next(step for step in FLOW.steps(given, MONTH) if step.key == key)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("naissance/enfant_1", "1984-01-01", "Vérifiez l’année"),
        ("naissance/enfant_1", "2003-11-03", "le parent le plus âgé"),
        ("naissance/conjoint", f"{int(MONTH[:4]) - 12}-01-01", "16 ans et plus"),
        ("garde", ["aucun", "enfant_1"], "Décochez"),
        ("garde", ["enfant_7"], "dans la liste"),
        ("commune", {"code_postal": "35000", "commune": "93066"}, "de ce code postal"),
        ("sejour/vous", "5_10_ans", "À 19 ans"),  # a permit to work is had at 16 at the youngest
        ("scolarite/enfant_1", "apprentissage", "dans la liste"),  # at eleven
        ("allocataire", {"enfant_1": "personne"}, "dans la liste"),
        ("autre-parent", {"enfant_1": "non"}, "dans la liste"),  # who has the child half the time
        ("pays-travail/vous", "", "Choisissez une réponse"),
        ("tranches-revenus/vous", {"salaire": "5-1"}, "dans la liste"),
    ],
)
def test_what_cannot_be_is_caught_where_it_is_typed(key: str, value: Any, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        check(step_of(key, WRONG.get(key) or {**PEOPLE, **YOUNG}), value)
    assert said in " ".join(caught.value.messages)


def test_brackets_of_an_amount_go_up_and_leave_no_gap() -> None:
    spans = [list(Bracket("?", kind.plausible).spans.values()) for kind in KINDS if kind.wide]
    assert spans
    for rows in spans:
        assert [low for low, _ in rows[1:]] == [high for _, high in rows[:-1]]
        assert all(low < high for low, high in rows)


def test_a_stepchild_may_be_older_than_one_of_the_couple() -> None:
    """Only who is older than both is nobody's child."""
    for older in ("vous", "conjoint"):
        family = {**PEOPLE, **YOUNG, f"naissance/{older}": "1980-01-01"}
        assert check(step_of("naissance/enfant_1", family), "2003-11-03") == "2003-11-03"


def test_a_parent_who_has_the_child_half_the_time_takes_part() -> None:
    """Shared custody with « il n’y a pas d’autre parent » cannot be said, nor stay said."""
    alone = {key: one for key, one in PEOPLE.items() if not key.endswith("/conjoint")}
    alone |= {"couple": "seul", "garde": ["enfant_1"]}
    step = step_of("autre-parent", alone)
    assert check(step, {"enfant_1": "autrement"}) == {"enfant_1": "autrement"}
    with pytest.raises(ValidationError, match="dans la liste"):
        check(step, {"enfant_1": "non"})
    changed = {**alone, "garde": ["enfant_1"], "autre-parent": {"enfant_1": "non"}}
    assert "autre-parent" not in accepted(FLOW, changed, MONTH).relevant


def test_only_the_months_asked_are_taken() -> None:
    """Fourteen months of income, or one before the person's birth."""
    varying = {**PEOPLE, "montants-revenus/vous": {"salaire": "variable"}}
    step = step_of("mois-revenus/vous", varying)
    right = {path.partition(".")[2]: 900.0 for path in step.field().rows}
    assert check(step, {"salaire": right}) == {"salaire": right}
    assert len(right) == 13  # M and the twelve months before
    for month in ("2025-10", "1984-12"):
        with pytest.raises(ValidationError, match="n’est pas demandé ici"):
            check(step, {"salaire": {**right, month: 900.0}})


def test_a_rent_is_not_asked_of_someone_without_a_home() -> None:
    homeless = {**PEOPLE, "logement": "sans_domicile"}
    assert "loyer" not in [step.key for step in FLOW.steps(homeless, MONTH)]
    assert "loyer" not in FLOW.relevant(homeless, MONTH)


def test_a_birth_is_judged_by_the_month_of_the_simulation_not_by_the_clock() -> None:
    """The same document says the same in a year."""
    for month, refused in (("2026-10", True), ("2026-11", False), ("2030-01", False)):
        step = next(s for s in FLOW.steps({**PEOPLE, **YOUNG}, month) if s.key.endswith("_1"))
        with pytest.raises(ValidationError) if refused else nullcontext():
            check(step, "2026-11-30")
