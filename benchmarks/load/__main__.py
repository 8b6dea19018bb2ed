"""Measure the site under visitors, in the real gunicorn.

    python -m benchmarks.load together [--visitors 32]
    python -m benchmarks.load arrivals --rate 7 --minutes 10 [--modes household,benefit] [--ref REF]

`together`: everybody asks for their results at once. `arrivals`: journeys begin at a steady rate,
whether or not those before have ended, on PostgreSQL; with --ref the tree of that commit is
measured the same way first. --minutes 30 is the soak: the memory is told each minute. Modes:
`household`, the test households for themselves; `citizen`, `benefit`, `accompany`, `terminal`,
drawn at random.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.load.arrivals import arrive
from benchmarks.load.journeys import Journey, households, some
from benchmarks.measure import children, memory, processor, quiet
from benchmarks.unchanged import checked_out, git
from tests.running import GUNICORN, ROOT, free_port, postgres, serving

WARM = 6  # times that each journey is done before any counts


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    crowd = commands.add_parser("together")
    crowd.add_argument("--visitors", type=int, default=32)
    steady = commands.add_parser("arrivals")
    steady.add_argument("--rate", type=float, default=7, help="journeys a second")
    steady.add_argument("--minutes", type=float, default=10)
    steady.add_argument("--pause", type=float, default=0.5, help="seconds on a page, on average")
    steady.add_argument("--modes", default="household", help="household: the test households")
    steady.add_argument("--ref", default="", help="measure this commit first")
    each = commands.add_parser("costs")
    each.add_argument("--times", type=int, default=3, help="that each journey is done")
    each.add_argument("--mode", default="household", choices=("household", "citizen"))
    each.add_argument("--profile", type=int, default=0, help="lines of the profile to print")
    args = parser.parse_args()
    if args.command == "costs":
        from benchmarks.load import costs

        report("costs", costs.run(args.times, args.mode, args.profile))
        return
    if args.command == "together":
        from benchmarks.load import together

        json.dump(together.run(args.visitors), sys.stdout, indent=2)
        return
    with tempfile.TemporaryDirectory() as folder:
        if args.ref:
            before = checked_out(args.ref, Path(folder, "before"))
            try:
                report("before", measured(before, args, Path(folder)))
            finally:
                git("worktree", "remove", "--force", str(before))
        report("now", measured(ROOT, args, Path(folder)))


def report(name: str, result: dict[str, Any]) -> None:
    print(json.dumps({name: result}, indent=2, ensure_ascii=False), flush=True)


def measured(tree: Path, args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """What the site of a tree gives: see arrivals.arrive; the processor that a journey takes from
    each, in milliseconds; its memory by minute, in MB."""
    with postgres() as database, site(tree, database, folder) as (url, terminal):
        who = {"server": child("gunicorn"), "database": child("postgres"), "client": os.getpid()}
        journeys = [
            one for mode in args.modes.split(",") for one in journeys_of(url, mode, terminal)
        ]
        arrive(url, journeys * WARM, args.rate / 2, len(journeys) * WARM * 2 / args.rate, 0.1)
        quiet(who["server"])
        levels: list[float] = []

        def each() -> None:
            levels.append(whole(who["server"]))

        each()
        before = {name: processor(pid) for name, pid in who.items()}
        result = arrive(url, journeys, args.rate, args.minutes * 60, args.pause, each)
        spent = {name: processor(pid) - before[name] for name, pid in who.items()}
        each()
    spent["client"] -= spent["server"] + spent["database"]  # which it has started
    begun = sum(result["journeys"].values())
    cost = {name: round(1000 * seconds / begun) for name, seconds in spent.items()}
    return result | {"processor_ms": cost, "megabytes": [round(level) for level in levels]}


@contextmanager
def site(tree: Path, database: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The site of a tree on a database: its address, a terminal's slug."""
    env = {name: value for name, value in os.environ.items() if name != "PRODUCTION"}
    var = tempfile.mkdtemp(dir=folder)
    env |= {"VAR_DIR": var, "HOST": "127.0.0.1", "PORT": str(free_port())}
    env |= {"DATABASE_URL": database, "JOURNEYS_AT_ONCE": "1000000"}
    for words in ("migrate", "load_directory", "collectstatic --no-input"):
        command(tree, words, env)
    has_terminals = (tree / "simulator/terminal").is_dir()
    terminal = command(tree, "terminal add Accueil", env).strip() if has_terminals else ""
    with serving(Path(var, "log"), env, GUNICORN, root=tree) as url:
        yield url, terminal


def command(tree: Path, words: str, env: dict[str, str]) -> str:
    whole = [sys.executable, "manage.py", *words.split()]
    done = subprocess.run(whole, cwd=tree, env=env, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else sys.exit(done.stderr)


def child(name: str) -> int:
    """The last process of a name that this one started."""
    found = ["pgrep", "-P", str(os.getpid()), "-f", name]
    return int(subprocess.run(found, capture_output=True, text=True).stdout.split()[-1])


def whole(pid: int) -> float:
    """The memory of a server and of its workers: each one's share, in MB."""
    return sum(memory(one)["pss"] for one in (pid, *children(pid)))


def journeys_of(url: str, mode: str, terminal: str) -> list[Journey]:
    """Some journeys of a mode, from its first page: those of the test households, or drawn."""
    if mode == "household":
        return households(url)
    opening, begins = {
        "citizen": ("/simulation/", None),
        "benefit": ("/aide/rsa/simuler/", None),
        "accompany": ("/accompagner/", [("label", "")]),
        "terminal": (terminal, []),
    }[mode]
    return some(url, mode, opening, begins)


if __name__ == "__main__":
    main()
