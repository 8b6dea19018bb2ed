"""The project's own commands in processes of their own, and a real PostgreSQL, for the tests."""

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from simulator.engine.tapes.interpreter import VAR

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
#: What a server of the tests does not take from who runs them.
NOT_OURS = ("DATABASE_URL", "PRODUCTION", "SITE_NAME", "OPERATOR_NAME", "CONTACT", "SOURCE_URL")
READY = "Prêt : "  # simulator/project/gunicorn.conf.py
GUNICORN = (str(BIN / "gunicorn"), "-c", "simulator/project/gunicorn.conf.py")


def free_port() -> int:
    """A TCP port of the loopback that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def manage(*arguments: str, env: Mapping[str, str]) -> None:
    """Run one management command; its error output comes with the failure."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def place_directory(folder: Path) -> None:
    """Put in `folder` the SQLite of a new site, with the directory that the project ships; and the
    machine code of the tapes, when this run has compiled it."""
    shutil.copy(_directory(), folder / "db.sqlite3")
    if (code := VAR / "numba").exists():
        shutil.copytree(code, folder / "numba", dirs_exist_ok=True)


@cache
def _directory() -> Path:
    """Made once for the run: two commands and thousands of rows."""
    folder = Path(tempfile.mkdtemp(prefix="directory-"))
    atexit.register(shutil.rmtree, folder)
    env = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    env |= {"VAR_DIR": str(folder)}
    manage("migrate", "--verbosity", "0", env=env)
    manage("load_directory", env=env)
    return folder / "db.sqlite3"


@contextmanager
def serving(
    log: Path,
    env: Mapping[str, str],
    command: Sequence[str] = GUNICORN,
    seconds: int = 120,
    root: Path = ROOT,
) -> Iterator[str]:
    """The site's address, from the moment its server says that it is ready; then stop it.

    Everything that the server prints goes to `log`. Nothing is inherited from this process's
    environment but `env`. `root`: the tree that is served.
    """
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=root, env=env, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        deadline = time.monotonic() + seconds
        while READY not in log.read_text():
            assert process.poll() is None, f"the server stopped:\n{log.read_text()}"
            assert time.monotonic() < deadline, f"not ready in {seconds} s:\n{log.read_text()}"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{env['PORT']}"
    finally:
        process.terminate()
        process.wait(timeout=40)


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of an empty database of a new PostgreSQL; then stop it and remove its folder.

    PostgreSQL refuses to run as root: root runs it as the account that Debian's package made.
    """
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    data, log, secret, port = folder / "data", folder / "log", folder / "password", free_port()
    secret.write_text("for-this-run-only")
    run_as: dict[str, Any] = {"cwd": folder, "env": {"LC_ALL": "C.UTF-8", "PATH": os.defpath}}
    if account := other_account():
        for path in (folder, secret):
            os.chown(path, account.pw_uid, account.pw_gid)
        run_as |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    try:
        initdb: list[str | Path] = [
            binary("initdb"),
            "--pgdata",
            data,
            "--username",
            "app",
            "--encoding",
            "UTF8",
        ]
        initdb += ["--auth", "scram-sha-256", "--pwfile", secret, "--no-sync"]
        made = subprocess.run(initdb, capture_output=True, text=True, **run_as)
        assert made.returncode == 0, made.stderr
        command: list[str | Path] = [
            binary("postgres"),
            "-D",
            data,
            "-k",
            folder,
            "-p",
            str(port),
            "-F",
        ]
        command += ["-c", "listen_addresses=127.0.0.1"]
        with log.open("w") as output:
            server = subprocess.Popen(command, stdout=output, stderr=output, **run_as)
        try:
            url = f"postgres://app:{secret.read_text()}@127.0.0.1:{port}"
            create_database(url, "app", server, log)
            yield f"{url}/app"
        finally:
            server.send_signal(signal.SIGINT)  # « fast »: whoever is connected is cut
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder)


def other_account() -> pwd.struct_passwd | None:
    """The account to run PostgreSQL as; None when this process is not root's."""
    if os.geteuid() != 0:
        return None
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    return accounts.get("postgres") or accounts["nobody"]


def binary(name: str) -> str:
    """Where a server program of PostgreSQL is: on the path, else the newest of Debian's folders."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = shutil.which(name) or (str(installed[-1]) if installed else None)
    assert found, f"{name} not found: install the package postgresql"
    return found


def create_database(url: str, name: str, server: subprocess.Popen[Any], log: Path) -> None:
    """Create `name` as soon as the server answers."""
    for _ in range(300):
        assert server.poll() is None, f"PostgreSQL stopped:\n{log.read_text()}"
        try:
            with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError(f"PostgreSQL does not answer:\n{log.read_text()}")
