"""`manage.py screen FILE --out RESULT`: the rights of a file of households (docs/screen.md)."""

import datetime
import json
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from benefits.registry import catalogue
from simulator.screen import workers
from simulator.screen.chunk import Wish
from simulator.screen.errors import BadFile
from simulator.screen.journal import PRIVATE, Journal
from simulator.screen.source import Line, Source
from simulator.screen.summary import summary

TOGETHER = 384  # households of a chunk: those alike share a replay (decision 61)
OUT = (".jsonl", ".csv")


class Command(BaseCommand):
    help = "Calcule les droits d’un fichier de foyers, ligne par ligne, sans limite de taille."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=".jsonl, .csv ou .parquet")
        parser.add_argument("--out", type=Path, required=True, help="le résultat : .jsonl ou .csv")
        parser.add_argument("--benefits", default="", help="seulement ces aides : rsa,ppa")
        parser.add_argument("--month", default="", help="mois des foyers qui n’en disent pas")
        parser.add_argument("--workers", type=int, default=1, help="processus de cette machine")
        parser.add_argument("--cluster", default="", help="l’adresse d’un ordonnanceur Dask")
        parser.add_argument("--tls", nargs=3, metavar=("AUTORITÉ", "CERTIFICAT", "CLÉ"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._screen(options)
        except BadFile as error:
            self.stderr.write(str(error))
            sys.exit(2)

    def _screen(self, options: dict[str, Any]) -> None:
        wish = _wish(options)
        source = Source(options["file"])
        journal = Journal(source, options["out"], wish)
        chunks = _chunks(source, journal.line)
        if options["cluster"]:
            results = workers.cluster(chunks, wish, options["cluster"], options["tls"])
        elif options["workers"] > 1:
            results = workers.together(chunks, wish, options["workers"])
        else:
            results = workers.alone(chunks, wish)
        progress = _Progress(source, journal)
        for result in results:
            journal.add(result)
            progress.tell(self.stderr)
        found = summary(journal.households, journal.faults, journal.counts, wish.month)
        kept = options["out"].with_name(f"{options['out'].name}.resume.json")
        kept.touch(PRIVATE)
        kept.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        journal.close()
        progress.tell(self.stderr, last=True)


def _wish(options: dict[str, Any]) -> Wish:
    """What is asked; raises BadFile."""
    benefits = tuple(filter(None, options["benefits"].split(",")))
    unknown = [name for name in benefits if catalogue().get(name) is None]
    if unknown:
        raise BadFile(f"aide inconnue : {unknown[0]}")
    if options["out"].suffix not in OUT:
        raise BadFile(f"--out : attendu {' ou '.join(OUT)}")
    if not 1 <= options["workers"] <= 256:
        raise BadFile("--workers : attendu un nombre de processus")
    month = options["month"] or timezone.localdate().isoformat()[:7]
    return Wish(month, benefits, options["out"].suffix)


def _chunks(source: Source, after: int) -> Iterator[list[Line]]:
    lines = source.lines(after)
    while chunk := list(islice(lines, TOGETHER)):
        yield chunk


class _Progress:
    """How far a screening is, said every other second."""

    def __init__(self, source: Source, journal: Journal) -> None:
        self._source, self._journal = source, journal
        self._start = self._said = time.monotonic()
        self._before = journal.households + journal.faults
        self._share: float | None = None

    def tell(self, stream: Any, last: bool = False) -> None:
        """One line: how many, how fast, and when it may end."""
        now = time.monotonic()
        if self._share is None:
            self._share = self._source.done
        if not last and now - self._said < 2:
            return
        self._said = now
        journal = self._journal
        count = journal.households + journal.faults
        spent = max(now - self._start, 0.001)
        said = f"{count} foyers, {journal.faults} en faute, {(count - self._before) / spent:.0f}/s"
        done, since = self._source.done, self._source.done - self._share
        if last:
            said += f", fini en {spent:.0f} s"
        elif since > 0:
            end = timezone.localtime() + datetime.timedelta(seconds=spent * (1 - done) / since)
            said += f", {done:.0%}, fin vers {end:%H h %M}"
        stream.write(said)
