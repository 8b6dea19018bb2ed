"""make mutants: break one line of a room's heart at a time; the tests named beside it must fail.

python -m benchmarks.mutants [WORDS…]: of mutants.toml those whose file or text has one of WORDS.
Each is tried on a copy of the tracked files. Prints the survivors; the exit code is 1 when there is
one, or when a line is no longer there to be broken.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TABLE = Path(__file__).with_name("mutants.toml")
FAILED = 1  # pytest's exit code for tests that failed; others say that they could not run


def main(words: list[str]) -> int:
    mutants = tomllib.loads(TABLE.read_text("utf-8"))["mutant"]
    chosen = [one for one in mutants if not words or any(w in str(one) for w in words)]
    survivors = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        tracked = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True)
        for name in filter(None, tracked.split("\0")):
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, copy / name)
        for number, one in enumerate(chosen, 1):
            said = tried(one, copy, Path(folder, "var"))
            print(f"{number}/{len(chosen)} {said}: {one['file']}: {one['was'].strip()}", flush=True)
            if said != "killed":
                survivors.append(one)
    print(f"{len(chosen)} mutants, {len(survivors)} not killed")
    return int(bool(survivors) or not chosen)


def tried(one: dict[str, Any], copy: Path, var: Path) -> str:
    """ "killed", "SURVIVED", or why it could not be tried."""
    file = copy / one["file"]
    if not file.is_file():
        return "NO SUCH FILE"
    text = file.read_text("utf-8")
    if text.count(one["was"]) != 1:
        return "NO SUCH LINE"
    file.write_text(text.replace(one["was"], one["is"]), "utf-8")
    try:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *one["tests"]],
            cwd=copy,
            env=os.environ | {"VAR_DIR": str(var), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
        )
    finally:
        file.write_text(text, "utf-8")
    if run.returncode == FAILED:
        return "killed"
    return "SURVIVED" if run.returncode == 0 else f"NOT RUN ({run.stdout[-300:]})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
