"""`manage.py screen`: files of households, streamed, resumable, one bad line reported."""

import csv
import json
import os
import signal
from collections import Counter
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from simulator.management.commands import screen
from simulator.screen import workers
from simulator.screen.chunk import Result, Wish, as_row, guarded, screened
from simulator.screen.far import far
from simulator.screen.source import Line
from simulator.screen.summary import summary
from simulator.way.outcomes import outcomes
from tests.personas.people import PEOPLE

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning"),
]
WAGES = (0, 400, 900, 1300, 2100, 3200)


@pytest.fixture(autouse=True)
def _warm_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine of the tests is warm: a screening need not warm it again."""
    monkeypatch.setattr(workers, "warm", lambda: None)


def household(wage: int) -> dict[str, Any]:
    """An OpenFisca document: one worker, asked two national benefits."""
    months = [f"2026-{month:02d}" for month in range(1, 12)]
    person = {"date_naissance": {"ETERNITY": "1985-04-02"}}
    return {
        "id": f"foyer {wage}",
        "individus": {"a": person | {"salaire_net": dict.fromkeys(months, wage)}},
        "familles": {"f": {"parents": ["a"], "rsa": {"2026-11": None}, "ppa": {"2026-11": None}}},
        "foyers_fiscaux": {"t": {"declarants": ["a"]}},
        "menages": {"m": {"personne_de_reference": ["a"]}},
    }


def lines(count: int) -> list[str]:
    return [json.dumps(household(WAGES[rank % len(WAGES)])) for rank in range(count)]


def run(source: Path, out: Path, *options: str) -> list[dict[str, Any]]:
    """The rows of the result."""
    call_command("screen", str(source), "--out", str(out), "--month", "2026-11", *options)
    return [json.loads(line) for line in out.read_text().splitlines()]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "foyers.jsonl"
    file.write_text("\n".join(lines(12)) + "\n")
    return file


def test_every_household_has_its_values_in_order_and_is_counted(source: Path) -> None:
    out = source.with_name("r.jsonl")
    rows = run(source, out)
    assert [row["line"] for row in rows] == list(range(1, 13))
    assert rows[0]["id"] == "foyer 0"
    amounts = [row["values"]["familles"]["f"]["rsa"]["2026-11"] for row in rows]
    assert amounts[0] > 500
    assert amounts[5] == 0
    assert amounts[6:] == amounts[:6]
    found = json.loads(out.with_name("r.jsonl.resume.json").read_text())
    assert (found["households"], found["faults"]) == (12, 0)
    assert out.stat().st_mode & 0o077 == 0
    assert not out.with_name("r.jsonl.reprise").exists()


def test_a_bad_line_is_reported_in_its_place_and_the_rest_done(tmp_path: Path) -> None:
    said = lines(4)
    said[1] = '{"individus": {"a": {"salaire_net": {"2026-11": "beaucoup"}}}}'
    said[2] = "[1, 2]"
    file = tmp_path / "f.jsonl"
    file.write_bytes("\n".join(said).encode()[:-40] + b"\n" + b"\xff\xfe\n" + b'{"answers": ')
    rows = run(file, tmp_path / "r.jsonl")
    assert [row["line"] for row in rows if "error" in row] == [2, 3, 4, 5, 6]
    assert "values" in rows[0]
    assert "n’est pas du JSON" in rows[5]["error"]
    assert "beaucoup" not in json.loads((tmp_path / "r.jsonl.resume.json").read_text())


def test_a_line_without_end_is_not_held_in_memory(tmp_path: Path) -> None:
    file = tmp_path / "f.jsonl"
    with file.open("w") as out:
        out.write('{"individus": "')
        for _ in range(40):
            out.write("a" * 100_000)
        out.write("\n" + lines(1)[0] + "\n")
    rows = run(file, tmp_path / "r.jsonl")
    assert "512 Kio" in rows[0]["error"]
    assert "values" in rows[1]


def test_it_goes_on_where_it_was_and_the_result_is_the_same_to_the_byte(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "TOGETHER", 3)
    whole, cut = source.with_name("whole.jsonl"), source.with_name("cut.jsonl")
    run(source, whole)
    compute = workers.screened
    done: list[int] = []

    def cut_short(chunk: list[Line], wish: Wish) -> Any:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(chunk[0].number)
        return compute(chunk, wish)

    monkeypatch.setattr(workers, "screened", cut_short)
    with pytest.raises(KeyboardInterrupt):
        run(source, cut)
    assert done == [1, 4]
    with cut.open("a") as out:
        out.write('{"half a li')
    monkeypatch.setattr(workers, "screened", compute)
    run(source, cut)
    assert cut.read_bytes() == whole.read_bytes()


def test_another_file_or_other_options_do_not_go_on(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = source.with_name("r.jsonl")
    out.with_name("r.jsonl.reprise").write_text('{"of": ["another"], "offset": 0}')
    out.write_text("precious\n")
    with pytest.raises(SystemExit):
        run(source, out)
    assert "reprise d’un autre fichier" in capsys.readouterr().err
    out.with_name("r.jsonl.reprise").unlink()
    with pytest.raises(SystemExit):
        run(source, out)
    assert "existe déjà" in capsys.readouterr().err
    assert out.read_text() == "precious\n"


def test_two_workers_of_which_one_is_killed_write_the_same_bytes(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "TOGETHER", 2)
    alone, together = source.with_name("one.jsonl"), source.with_name("two.jsonl")
    run(source, alone)
    mark = source.with_name("killed")
    compute = workers.screened
    monkeypatch.setattr(workers, "screened", _Mortal(compute, mark))
    run(source, together, "--workers", "2")
    assert mark.exists()
    assert together.read_bytes() == alone.read_bytes()


class _Mortal:
    """Computes, but for the first chunk that begins at line 5: its process is killed."""

    def __init__(self, compute: Any, mark: Path) -> None:
        self.compute, self.mark = compute, mark

    def __call__(self, chunk: list[Line], wish: Wish) -> Any:
        if chunk[0].number == 5 and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self.compute(chunk, wish)


def test_a_table_has_a_document_or_an_answer_by_column(tmp_path: Path) -> None:
    from pyarrow import Table
    from pyarrow.parquet import write_table

    said = [household(900), household(1300)]
    rows = [{"id": one.pop("id"), "document": json.dumps(one)} for one in said]
    with (tmp_path / "f.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, ["id", "document"], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    write_table(Table.from_pylist(rows), tmp_path / "f.parquet")
    of_csv = run(tmp_path / "f.csv", tmp_path / "c.jsonl")
    of_parquet = run(tmp_path / "f.parquet", tmp_path / "p.jsonl")
    assert of_csv == of_parquet
    assert [row["id"] for row in of_csv] == ["foyer 900", "foyer 1300"]
    assert all("values" in row for row in of_csv)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("f.csv", "id;nom de famille\n1;x\n", "colonnes inconnues : nom de famille"),
        ("f.csv", "", "colonnes inconnues"),
        ("f.parquet", "not parquet", "n’est pas un fichier Parquet"),
        ("f.xlsx", "", "attendu un fichier .jsonl"),
    ],
)
def test_a_file_of_another_kind_is_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(SystemExit):
        run(tmp_path / name, tmp_path / "r.jsonl")
    assert said in capsys.readouterr().err


@pytest.mark.django_db
def test_answers_give_verdicts_on_the_benefits_wanted(tmp_path: Path, communes: None) -> None:
    dossier = PEOPLE[0].dossier.as_json()
    dossier["answers"]["commune"] = {"code_postal": "73300", "commune": "73318"}
    missing = {**dossier, "answers": dict(list(dossier["answers"].items())[:3])}
    file = tmp_path / "f.jsonl"
    file.write_text(json.dumps({"id": "a", **dossier}) + "\n" + json.dumps(missing) + "\n")
    rows = run(file, tmp_path / "r.jsonl", "--benefits", "rsa")
    assert [verdict["benefit"] for verdict in rows[0]["verdicts"]] == ["rsa"]
    assert rows[0]["verdicts"][0]["amount"] > 0
    assert rows[1]["error"].endswith("manque")


@pytest.mark.django_db
def test_no_birthday_is_looked_for_in_a_file_and_that_moves_no_verdict(communes: None) -> None:
    young = ("apprentie locataire", "jeune salariée en foyer de jeunes travailleurs")
    dossiers = [one.dossier for one in PEOPLE if one.id in young]
    looked, plain = outcomes(dossiers), outcomes(dossiers, birthdays=False)
    assert all(any(verdict.opens_in for verdict in one.verdicts) for one in looked)
    assert not any(verdict.opens_in for one in plain for verdict in one.verdicts)
    for one, other in zip(looked, plain, strict=True):
        assert list(map(as_row, one.verdicts)) == list(map(as_row, other.verdicts))


def test_a_machine_far_away_gives_the_same_result(source: Path) -> None:
    chunk = [Line(rank, text) for rank, text in enumerate(lines(2), 1)]
    wish = Wish("2026-11")
    there = far([tuple(line) for line in chunk], astuple(wish))
    assert Result(**there) == screened(chunk, wish)


def test_a_cluster_must_be_enciphered_unless_it_is_here(source: Path) -> None:
    with pytest.raises(SystemExit):
        run(source, source.with_name("r.jsonl"), "--cluster", "tcp://192.0.2.1:8786")


def test_small_counts_are_hidden_and_cannot_be_worked_out() -> None:
    counts = Counter({("rsa", "estimated"): 4, ("rsa", "no"): 60, ("rsa", "likely"): 36})
    counts |= Counter({("ppa", "no"): 90, ("ppa", "estimated"): 10})
    found = summary(100, 0, counts, "2026-11")["benefits"]
    assert found["rsa"] == {"estimated": None, "likely": None, "no": 60}
    assert found["ppa"] == {"estimated": None, "no": None}


@pytest.mark.parametrize("name", ["=1+1", "+33", "-2", "@x"])
def test_no_name_of_the_file_is_a_formula_in_a_table(name: str) -> None:
    assert guarded(name) == f"'{name}"
