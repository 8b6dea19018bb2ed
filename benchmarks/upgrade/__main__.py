"""`python -m benchmarks.upgrade [PACKAGE…]`: the page of what these packages would change."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from benchmarks.upgrade.table import page

NEWEST = ("openfisca-core<45", "openfisca-france", "openfisca-france-local", "openfisca-paris")
FOLDER = Path(os.environ.get("VAR_DIR", "var")) / "upgrade"


def environment(packages: list[str]) -> Path:
    """The Python of a virtual environment with `packages`, and all the rest of this one's."""
    place = FOLDER / "venv"
    venv.create(place, clear=True, with_pip=True, symlinks=True)
    ours = Path(sysconfig.get_path("purelib"))
    theirs = next(place.glob("lib/python*/site-packages"))
    (theirs / "ours.pth").write_text(f"{ours.resolve()}\n", encoding="utf-8")
    python = place / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--upgrade", "--no-deps", *packages], check=True)
    return python


def answers(python: Path, name: str) -> dict:
    """What the rules of this Python answer; {"failed": …} when they do not even load."""
    file = FOLDER / f"{name}.json"
    command = [python, "-m", "benchmarks.upgrade.answers", file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1:] or ["sans message"]}
    return json.loads(file.read_text("utf-8"))


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    python = environment(sys.argv[1:] or list(NEWEST))
    before, after = answers(Path(sys.executable), "before"), answers(python, "after")
    report = FOLDER / "report.md"
    report.write_text(page(before, after), encoding="utf-8")
    sys.stdout.write(f"{report.read_text('utf-8')}\n{report}\n")
    return int("failed" in before or "failed" in after)


if __name__ == "__main__":
    sys.exit(main())
