"""The mutants of `make mutants` are aimed at lines that exist: running them takes an hour."""

import tomllib
from pathlib import Path

from django.conf import settings

HERE = Path(settings.BASE_DIR)
MUTANTS = tomllib.loads((HERE / "benchmarks/mutants.toml").read_text("utf-8"))["mutant"]


def text(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def test_each_mutant_changes_one_line_that_is_there_and_names_tests_that_are() -> None:
    lost = [one for one in MUTANTS if text(one["file"]).count(one["was"]) != 1]
    paths = {path.partition("::")[0] for one in MUTANTS for path in one["tests"]}
    missing = [path for path in paths if not (HERE / path).exists()]
    assert (lost, missing) == ([], [])
    assert len(MUTANTS) >= 40
