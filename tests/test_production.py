"""What docker-compose.yml starts, started here: its variables, its command, a real PostgreSQL.

No engine of containers is needed. The variables are read from docker-compose.yml and the command
from the Dockerfile, so that neither can drift from what is tested.
"""

import io
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tarfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.cookies import Morsel, SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml

from tests.running import BIN, GUNICORN, ROOT, free_port, serving

HOST = "droits.exemple.fr"
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OPERATOR = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": f"{HOST},www.{HOST}",
    "POSTGRES_PASSWORD": "replaced-below",
    "DATABASE_ADMIN_PASSWORD": "replaced-below",
    "OPERATOR_NAME": "Commune d’Exemple",
}


def substituted(text: str) -> str:
    """`${NAME:-default}` and `${NAME:?message}` as Compose replaces them."""

    def value(match: re.Match[str]) -> str:
        name, kind, other = match.groups()
        assert kind == "-" or name in OPERATOR, f"{name} is required"
        return OPERATOR.get(name, other)

    return re.sub(r"\$\{(\w+):([-?])([^}]*)\}", value, text)


def image_environment() -> dict[str, str]:
    """The variables that the Dockerfile's last stage sets."""
    last_stage = DOCKERFILE.rpartition("FROM ")[2]
    return dict(
        pair.split("=", 1)
        for line in re.findall(r"^ENV (.+)$", last_stage, re.MULTILINE)
        for pair in line.split()
    )


def environment(database_url: str, var_dir: Path) -> dict[str, str]:
    """The web service's variables; only where things are differs from the container."""
    composed = COMPOSE["services"]["web"]["environment"]
    return (
        image_environment()
        | {name: substituted(value) for name, value in composed.items()}
        | {"DATABASE_URL": database_url, "VAR_DIR": str(var_dir)}
        | {"HOST": "127.0.0.1", "PORT": str(free_port()), "PATH": os.environ["PATH"]}
    )


def image_command() -> list[str]:
    """The Dockerfile's CMD, with this machine's programs."""
    instruction = re.findall(r"^CMD (\[.+\])$", DOCKERFILE, re.MULTILINE)[-1]
    return [part.replace("/app/.venv/bin", str(BIN)) for part in json.loads(instruction)]


@dataclass
class Proxied:
    """A browser behind a proxy that speaks HTTPS: it keeps the cookies that it is given."""

    port: int
    headers: dict[str, str] = field(
        default_factory=lambda: {"Host": HOST, "X-Forwarded-Proto": "https"}
    )
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def ask(self, method: str, path: str, **form: str) -> tuple[HTTPResponse, str]:
        headers = self.headers | {"Origin": f"https://{HOST}"}
        headers["Cookie"] = "; ".join(f"{k}={v.value}" for k, v in self.cookies.items())
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, urlencode(form), headers)
            response = connection.getresponse()
            for line in response.headers.get_all("Set-Cookie", []):
                self.cookies.load(line)
            return response, response.read().decode()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def site(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The variables of a site that runs as docker-compose.yml says."""
    folder = tmp_path_factory.mktemp("production")
    env = environment(postgres_url, folder)
    subprocess.run(
        [BIN / "python", "manage.py", "collectstatic", "--no-input", "--verbosity", "0"],
        cwd=ROOT,
        env=env,
        check=True,
    )
    with serving(folder / "log", env, image_command(), seconds=180):
        yield env


@pytest.fixture
def browser(site: dict[str, str]) -> Proxied:
    return Proxied(int(site["PORT"]))


def test_health_answers_over_plain_http(site: dict[str, str]) -> None:
    plain = Proxied(int(site["PORT"]), {"Host": HOST})
    response, body = plain.ask("GET", "/sante")
    assert (response.status, json.loads(body)) == (200, {"status": "ok", "database": "ok"})
    check = json.loads(re.findall(r"CMD (\[.*healthcheck.*\])", DOCKERFILE)[0])
    command = [part.replace("/app/.venv/bin", str(BIN)) for part in check]
    assert subprocess.run(command, cwd=ROOT, env=site).returncode == 0
    elsewhere = site | {"PORT": str(free_port())}
    assert subprocess.run(command, cwd=ROOT, env=elsewhere, capture_output=True).returncode != 0


def workers_of(site: dict[str, str]) -> set[int]:
    """The processes of the site's workers: those whose parent listens to its port too."""
    found = subprocess.run(["pgrep", "-f", "gunicorn"], capture_output=True, text=True)
    parents = {}
    for pid in map(int, found.stdout.split()):
        with suppress(OSError):  # it has just ended
            if f"PORT={site['PORT']}" in Path(f"/proc/{pid}/environ").read_text().split("\0"):
                stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
                parents[pid] = int(stat.split()[1])
    return {pid for pid, parent in parents.items() if parent in parents}


def test_a_worker_that_dies_loses_no_answer_and_is_replaced(
    site: dict[str, str], browser: Proxied
) -> None:
    """The kernel kills one when memory is short; the proxy asks again for ten seconds."""
    path, birth = "/simulation/naissance/vous/", {"reponse_0": "4", "reponse_1": "5"}
    token = re.findall(r'csrfmiddlewaretoken" value="([^"]+)', browser.ask("GET", path)[1])[0]
    birth |= {"reponse_2": "1991", "csrfmiddlewaretoken": token}
    assert browser.ask("POST", path, **birth)[0].status == 302
    before = workers_of(site)
    os.kill(min(before), signal.SIGKILL)
    page = ""
    for _ in range(100):
        with suppress(ConnectionError):
            page = browser.ask("GET", path)[1]
        after = workers_of(site)
        if page and len(after) == len(before) and min(before) not in after:
            break
        time.sleep(0.2)
    assert 'value="1991"' in page
    assert len(workers_of(site)) == len(before)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", 400),
        (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: other\r\n\r\n", 501),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA : \0secret\r\n\r\n", 400),
    ],
)
def test_what_cannot_be_read_is_refused_in_french(
    site: dict[str, str], sent: bytes, status: int
) -> None:
    with socket.create_connection(("127.0.0.1", int(site["PORT"])), timeout=10) as connection:
        connection.sendall(sent)
        answer = b"".join(iter(lambda: connection.recv(65_536), b"")).decode()
    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert "Content-Security-Policy: default-src 'none'" in answer
    assert "Cette demande n’est pas valable" in answer
    assert "secret" not in answer


@pytest.mark.parametrize("path", ["/", "/simulation/", "/static/style.css"])
def test_plain_http_is_sent_to_https(site: dict[str, str], path: str) -> None:
    response, _ = Proxied(int(site["PORT"]), {"Host": HOST}).ask("GET", path)
    assert response.status == 301
    assert response.headers["Location"] == f"https://{HOST}{path}"


def test_another_host_is_refused(site: dict[str, str]) -> None:
    stranger = Proxied(
        int(site["PORT"]), {"Host": "ailleurs.exemple.fr", "X-Forwarded-Proto": "https"}
    )
    response, body = stranger.ask("GET", "/")
    assert response.status == 400
    assert "ailleurs" not in body


def test_the_headers_of_the_home_page(browser: Proxied) -> None:
    response, body = browser.ask("GET", "/")
    headers = response.headers
    assert response.status == 200
    assert OPERATOR["OPERATOR_NAME"] in body
    assert re.match(r"max-age=31536000\b", headers["Strict-Transport-Security"])
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert set(re.findall(r"'[^']+'|\S+:\S*", policy)) == {"'none'", "'self'"}
    assert not re.search(r"\d", headers.get("Server", ""))  # no version to look up faults of


def test_the_cookies_are_bound_to_this_host_and_hold_no_answer(browser: Proxied) -> None:
    _, page = browser.ask("GET", "/simulation/naissance/vous/")
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
    birth = {"reponse_0": "29", "reponse_1": "12", "reponse_2": "1987"}
    response, _ = browser.ask(
        "POST", "/simulation/naissance/vous/", csrfmiddlewaretoken=token, **birth
    )
    assert response.status == 302
    assert response.headers["Location"] == "/simulation/nationalite/vous/"
    assert set(browser.cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in browser.cookies.values():
        assert_bound(cookie)
        assert "1987" not in cookie.value


def assert_bound(cookie: "Morsel[str]") -> None:
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["path"] == "/"
    assert cookie["domain"] == ""
    assert cookie["samesite"] in ("Lax", "Strict")
    assert cookie["max-age"] == cookie["expires"] == ""  # gone with the browser


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
@pytest.mark.parametrize("command", [image_command(), GUNICORN], ids=["image", "gunicorn"])
def test_it_refuses_to_start_without(missing: str, command: list[str], tmp_path: Path) -> None:
    env = environment(f"sqlite:///{tmp_path}/db.sqlite3", tmp_path)
    for incomplete in (env | {missing: ""}, {k: v for k, v in env.items() if k != missing}):
        run = subprocess.run(
            command, cwd=ROOT, env=incomplete, capture_output=True, text=True, timeout=60
        )
        assert run.returncode != 0
        assert f"PRODUCTION=1 demands the environment variable {missing}." in run.stderr
        assert not list(tmp_path.iterdir())  # not even a database was made


# The files themselves ---------------------------------------------------------------------------
def test_compose_demands_its_secrets_and_keeps_its_data() -> None:
    services = COMPOSE["services"]
    web, database = services["web"], services["database"]
    text = (ROOT / "docker-compose.yml").read_text()
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "POSTGRES_PASSWORD", "DATABASE_ADMIN_PASSWORD"):
        uses = re.findall(rf"\$\{{{name}\W.", text)
        assert uses
        assert all(use.endswith(":?") for use in uses), f"{name} must have no default"
    assert web["environment"]["PRODUCTION"] == "1"
    assert web["depends_on"]["database"]["condition"] == "service_healthy"
    for name, one in services.items():
        assert one["read_only"] is True, name
        assert one["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in one["security_opt"], name
        assert one["mem_limit"], name
        assert one["pids_limit"], name
        assert one["logging"]["options"]["max-size"], name
        assert all(":size=" in folder for folder in one["tmpfs"]), name
        assert ("ports" in one) is (name == "proxy"), name
    assert web["depends_on"]["prepare"]["condition"] == "service_completed_successfully"
    assert database["environment"].get("POSTGRES_USER", "postgres") != "app"
    role = (ROOT / "simulator/project/deploy/database.sh").read_text()
    assert "NOSUPERUSER NOCREATEDB NOCREATEROLE" in role
    assert database["image"].startswith("postgres:16")
    assert database["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    mounted = [volume.split(":")[0] for one in services.values() for volume in one["volumes"]]
    files = {path for path in mounted if path.startswith("./")}
    assert set(mounted) - files == set(COMPOSE["volumes"])
    assert all((ROOT / path).is_file() for path in files)


def test_the_image_holds_what_it_serves_and_runs_as_nobody_in_particular() -> None:
    stages = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert stages == ["${BASE}", "installed", "${BASE}"]
    last_stage = DOCKERFILE.rpartition("FROM ")[2]
    (user,) = re.findall(r"^USER (\S+)$", last_stage, re.MULTILINE)
    assert user not in ("root", "0")
    assert f"--uid 10001 --gid {user}" in last_stage
    assert last_stage.index("USER") < last_stage.index("CMD")
    assert "HEALTHCHECK" in last_stage
    assert "--require-hashes" in DOCKERFILE
    assert not re.search(r"^COPY \. ", last_stage, re.MULTILINE)
    assert not re.search(r"^COPY (tests|benchmarks|docs)", last_stage, re.MULTILINE)
    run = (ROOT / "requirements" / "run.txt").read_text()
    assert not re.search(r"^(pytest|pluggy|iniconfig)==", run, re.MULTILINE)
    built = re.search(r"^RUN SECRET_KEY=(\S+)", DOCKERFILE, re.MULTILINE)
    assert built
    assert "SECRET_KEY" not in last_stage
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv", ".env*", "var", "staticfiles"} <= set(ignored)
    copied = re.findall(r"^COPY (?!--from)(\S+)", DOCKERFILE, re.MULTILINE)
    assert all((ROOT / path).exists() for path in copied)


def compose() -> list[str]:
    """The command that reads a compose file: docker's own, or Debian's."""
    for command in (["docker", "compose"], ["docker-compose"]):
        found = shutil.which(command[0])
        if found and subprocess.run([*command, "version"], capture_output=True).returncode == 0:
            return command
    raise AssertionError("tests/system_packages.sh installs docker-compose where there is none")


def test_compose_accepts_its_own_file() -> None:
    command: list[Any] = [*compose(), "--file", ROOT / "docker-compose.yml", "config"]
    run = subprocess.run(
        command, env=os.environ | OPERATOR, cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    without = {k: v for k, v in os.environ.items() if k not in OPERATOR}
    assert subprocess.run(command, env=without, cwd=ROOT, capture_output=True).returncode != 0


def test_the_proxy_reads_its_configuration() -> None:
    """Debian's Caddy is of before 2.7, and spells one directive otherwise (see the file)."""
    caddy = shutil.which("caddy")
    assert caddy, "tests/system_packages.sh installs caddy where there is none"
    file = ROOT / "simulator/project/deploy/Caddyfile"
    version = subprocess.run([caddy, "version"], capture_output=True, text=True).stdout
    older = re.match(r"v?2\.[0-6]\.", version)
    env = os.environ | ({"BUFFERING": "buffer_requests"} if older else {})
    run = subprocess.run(
        [caddy, "adapt", "--config", file], env=env, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert '"read_header_timeout":10000000000' in run.stdout
    assert '"max_size":256000' in run.stdout
    assert '"access"' not in run.stdout  # no log of requests: a path says a question


def test_the_archive_of_the_code_holds_nothing_that_was_left_about(tmp_path: Path) -> None:
    left = ROOT / "simulator" / ".env"
    link = ROOT / "templates" / "link"
    left.write_text("SECRET_KEY=left about")
    link.symlink_to("/etc/hostname")
    try:
        from simulator.project.source import packed

        with tarfile.open(fileobj=io.BytesIO(packed())) as archive:
            names = archive.getnames()
    finally:
        left.unlink()
        link.unlink()
    assert "ouvrir-mes-droits/simulator/project/settings.py" in names
    assert not [name for name in names if name.endswith((".env", "/link"))]
