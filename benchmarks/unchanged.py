"""python -m benchmarks.unchanged REF [--walks 200]: does a visitor see what they saw at REF?

The personas of REF, their verdicts and pages, and random visitors from the first page to the
results, each tree in a process of its own (benchmarks/visited.py): REF in a worktree that is
removed, then this one. Every difference is counted, the first of each kind are shown; the exit code
is 1 when there is any. A key that one version of the JSON has and the other lacks is told apart: it
is no change of what both say.
"""

import argparse
import difflib
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 12


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare what visitors see at REF and here.")
    parser.add_argument("ref")
    parser.add_argument("--walks", type=int, default=200)
    parser.add_argument("--to", default="", help="another commit than the files as they are here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before"), Path(folder, "after")
        trees = [checked_out(args.ref, before), checked_out(args.to, after) if args.to else ROOT]
        try:
            people = run([sys.executable, "-m", "tests.personas"], before, Path(folder))
            seen = [visited(tree, people, args.walks, Path(folder)) for tree in trees]
        finally:
            for tree in trees:
                if tree != ROOT:
                    git("worktree", "remove", "--force", str(tree))
    sys.exit(told(*seen))


def checked_out(ref: str, folder: Path) -> Path:
    git("worktree", "add", "--detach", str(folder), ref)
    return folder


def git(*words: str) -> None:
    subprocess.run(["git", "-C", str(ROOT), *words], check=True, capture_output=True)


def visited(tree: Path, people: str, walks: int, folder: Path) -> dict[str, Any]:
    """What the tree answers; see benchmarks/visited.py."""
    script = Path(__file__).with_name("visited.py")
    text = run([sys.executable, str(script), str(walks)], tree, folder, people)
    found: dict[str, Any] = json.loads(text.splitlines()[-1])
    return found


def run(command: list[str], tree: Path, folder: Path, given: str = "") -> str:
    """The standard output of a command in a tree, with a new database."""
    var = Path(tempfile.mkdtemp(dir=folder))
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    env |= {"VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "simulator.settings"}
    done = subprocess.run(command, cwd=tree, env=env, input=given, text=True, capture_output=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} in {tree.name}:\n{done.stderr[-3000:]}")
    return done.stdout


def told(before: dict[str, Any], after: dict[str, Any]) -> int:
    """Print the differences; 1 when there is one."""
    keys: Counter[str] = Counter()
    changed = {
        "verdicts": list(differences(before["verdicts"], after["verdicts"], "", keys)),
        "pages": list(pages(before["pages"], after["pages"])),
        "walks": list(walks(before["walks"], after["walks"])),
    }
    seen = sum(len(one) for one in after["walks"])
    ended = sum("no answer was accepted" not in walk[-2][1] for walk in after["walks"])
    print(
        f"{len(after['pages'])} personas; {len(after['walks'])} walks, {seen} pages, {ended} ended"
    )
    for key, count in keys.items():
        print(f"only in one version: {key} ({count} times)")
    for kind, found in changed.items():
        print(f"{kind}: {len(found)} changed")
        print("\n".join(found[:SHOWN]))
    return int(any(changed.values()))


def differences(old: Any, new: Any, where: str, keys: Counter[str]) -> Iterator[str]:
    """The values that are not the same under a key that both have."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old.keys() ^ new.keys():
            keys[key] += 1
        for key in old.keys() & new.keys():
            yield from differences(old[key], new[key], f"{where}/{key}", keys)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, f"{where}/{number}", keys)
    elif old != new:
        yield f"  {where}: {str(old)[:150]} -> {str(new)[:150]}"


def pages(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for person, shown in old.items():
        for path, words in shown.items():
            if words != new[person][path]:
                yield f"  {person}, {path}{change(words, new[person][path])}"


def walks(old: list[Any], new: list[Any]) -> Iterator[str]:
    for number, (one, other) in enumerate(zip(old, new, strict=True)):
        ways = [[path for path, _ in walk] for walk in (one, other)]
        if ways[0] != ways[1]:
            yield f"  walk {number}, its addresses{change(*ways)}"
            continue
        for (path, words), (_, others) in zip(one, other, strict=True):
            if words != others:
                yield f"  walk {number}, {path}{change(words, others)}"


def change(old: list[str], new: list[str]) -> str:
    """The first lines that differ."""
    lines = difflib.unified_diff(old, new, lineterm="", n=0)
    kept = [line[:160] for line in lines if not line.startswith(("---", "+++", "@@"))]
    return "".join(f"\n      {line}" for line in kept[:4])


if __name__ == "__main__":
    main()
