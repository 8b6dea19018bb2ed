"""The database tests, run again on a real PostgreSQL."""

import os
import re
import subprocess
import sys

import psycopg

from tests.running import ROOT

FEWEST = 60  # a selection that finds fewer tests than this is broken


def test_the_database_tests_pass_on_postgresql_too(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        assert connection.info.server_version >= 150000
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-m", "postgres", "-p", "no:cacheprovider", "tests"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": postgres_url},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr
    assert "database: postgresql" in run.stdout
    passed = re.search(r"(\d+) passed", run.stdout)
    assert passed, run.stdout
    assert int(passed[1]) >= FEWEST
