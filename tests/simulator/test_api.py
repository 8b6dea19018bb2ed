"""POST /api/openfisca/calculate and manage.py calculate."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from orientation.rate import client_address
from simulator.engine.serving import queue
from simulator.site import api

DOCUMENT: dict[str, Any] = {
    "individus": {"vous": {"date_naissance": {"ETERNITY": "1990-05-06"}}},
    "familles": {"famille": {"parents": ["vous"], "paje_base": {"2026-11": None}}},
    "foyers_fiscaux": {"foyer": {"declarants": ["vous"]}},
    "menages": {"menage": {"personne_de_reference": ["vous"]}},
}
quiet = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")


def post(body: Any, address: str = "192.0.2.1") -> HttpResponse:
    data = body if isinstance(body, str) else json.dumps(body)
    request = RequestFactory().post("/", data, "application/json", REMOTE_ADDR=address)
    return api.calculate(request)


@pytest.fixture
def on() -> Any:
    with override_settings(OPENFISCA_API=True):
        yield


def test_off_unless_the_operator_says_so() -> None:
    with override_settings(OPENFISCA_API=False):
        assert post(DOCUMENT).status_code == 404


@pytest.mark.usefixtures("on")
def test_only_post() -> None:
    assert api.calculate(RequestFactory().get("/")).status_code == 405


@pytest.mark.usefixtures("on")
@pytest.mark.parametrize("body", ["{", "", "[" * 100_000])
def test_invalid_json(body: str) -> None:
    answer = post(body)
    assert answer.status_code == 400
    assert "Invalid JSON" in json.loads(answer.content)["error"]


@pytest.mark.usefixtures("on")
def test_too_large() -> None:
    assert post(json.dumps("x" * api.MAX_BYTES)).status_code == 413


@pytest.mark.usefixtures("on")
def test_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "rate", api.Rate(2))
    statuses = [post("{", "192.0.2.7").status_code for _ in range(3)]
    assert statuses == [400, 400, 429]
    assert post("{", "192.0.2.8").status_code == 400


@quiet
@pytest.mark.engine
@pytest.mark.usefixtures("on")
def test_too_many_programs_are_told_so_and_visitors_are_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(queue.MAX_WAITING, queue.CALLS, 0)
    unseen = DOCUMENT | {"individus": {"vous": {"date_naissance": {"ETERNITY": "1971-02-03"}}}}
    answer = post(unseen)
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert queue.compute(unseen, api.TIMEOUT)["familles"]["famille"]["paje_base"]["2026-11"] == 0


@quiet
@pytest.mark.engine
@pytest.mark.usefixtures("on")
def test_fills_the_nulls() -> None:
    answer = post(DOCUMENT)
    assert answer.status_code == 200
    assert answer["Country-Package"] == "openfisca-france"
    expected = json.loads(json.dumps(DOCUMENT))
    expected["familles"]["famille"]["paje_base"]["2026-11"] = 0
    assert json.loads(answer.content) == expected


@quiet
@pytest.mark.engine
@pytest.mark.usefixtures("on")
def test_faults_are_the_web_api_s() -> None:
    wrong = DOCUMENT | {"individus": {"vous": {"activite": {"2026-11": "astronaute"}}}}
    answer = post(wrong)
    assert answer.status_code == 400
    message = json.loads(answer.content)["individus"]["vous"]["activite"]["2026-11"]
    assert message.startswith("'astronaute' is not a known value for 'activite'.")


@quiet
@pytest.mark.engine
def test_command_reads_a_file_or_the_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "situation.json"
    file.write_text(json.dumps(DOCUMENT))
    out, again = io.StringIO(), io.StringIO()
    call_command("calculate", str(file), stdout=out)
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps([DOCUMENT])))
    call_command("calculate", "-", stdout=again)
    assert json.loads(out.getvalue())["familles"]["famille"]["paje_base"]["2026-11"] == 0
    assert json.loads(again.getvalue()) == [json.loads(out.getvalue())]


@quiet
@pytest.mark.engine
def test_command_says_the_fault(tmp_path: Path) -> None:
    file = tmp_path / "situation.json"
    file.write_text("{}")
    with pytest.raises(CommandError, match="At least one individu"):
        call_command("calculate", str(file))
    with pytest.raises(CommandError, match="No JSON"):
        call_command("calculate", str(tmp_path / "absent.json"))


def with_person(**variables: Any) -> dict[str, Any]:
    return DOCUMENT | {"individus": {"vous": variables}}


TOWER = "9**9**9**9**9"
#: Each has a fault that OpenFisca words, beside a text that it would evaluate, or a period that it
#: would walk.
FREEZING = [
    with_person(salaire_net={"2026-11": TOWER})
    | {"familles": {"famille": {"parents": ["personne"]}}},
    with_person(salaire_net={"2026-11": TOWER}, inconnue={"2026-11": 1}),
    with_person(age={"2026-11": TOWER}, salaire_net=TOWER),
    with_person(salaire_net={"month:2026-01:3650000": TOWER}),
    with_person(salaire_net={"day:2026-01-01:3650000": 1}),
    with_person(salaire_net={"year:1:99999": 1}),
    with_person(salaire_net={"year:2026:99999": 1}),
    with_person(**{"9" * 30: {"2026-11": 1}}),  # dpath: the length of a list
    {"individus": {"9" * 12: {"inconnue": {"2026-11": 1}}}},
    with_person(salaire_net={"2026-11": [TOWER]}),
    with_person(salaire_net={"2026-11": {"2026-11": TOWER}}),
]


@quiet
@pytest.mark.engine
@pytest.mark.usefixtures("on")
@pytest.mark.parametrize("document", FREEZING)
def test_no_text_is_evaluated_and_no_far_period_walked(
    document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    import numexpr

    def evaluated(*_: Any, **__: Any) -> None:
        raise AssertionError("a text of the document was evaluated")

    monkeypatch.setattr(numexpr, "evaluate", evaluated)
    answer = post(document)
    assert answer.status_code == 400
    assert TOWER not in json.dumps(json.loads(answer.content)) or "expected type" in str(
        answer.content
    )


@quiet
@pytest.mark.engine
@pytest.mark.usefixtures("on")
def test_one_call_asks_for_so_much_work_and_no_more() -> None:
    months = [f"{year}-{month:02d}" for year in range(2000, 2050) for month in range(1, 13)]
    answer = post(with_person(salaire_net=dict.fromkeys(months)))
    assert answer.status_code == 413
    assert "asks for 600 and 601" in json.loads(answer.content)["error"]


def test_behind_the_proxy_each_client_counts_for_itself() -> None:
    request = RequestFactory().post("/", HTTP_X_FORWARDED_FOR="198.51.100.9, 192.0.2.4")
    assert client_address(request) == "127.0.0.1"
    with override_settings(PRODUCTION=True):
        assert client_address(request) == "192.0.2.4"
