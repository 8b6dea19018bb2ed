"""`manage.py propose_benefit FORM --into FOLDER`: the form of docs/proposer-une-aide.md, filled by
somebody who writes no TOML, becomes a benefit's file with its examples."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from benefits.proposal import ProposalError, proposed
from benefits.registry import CATALOGUE, folders
from benefits.toml.benefit import load
from benefits.toml.reader import CatalogueError
from benefits.toml.vocabulary import Vocabulary
from benefits.toml.writer import written


class Command(BaseCommand):
    help = "Fait une fiche du formulaire rempli « Proposer une aide »."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("form", type=Path, help="le formulaire rempli")
        parser.add_argument("--into", type=Path, default=CATALOGUE, help="le dossier du catalogue")

    def handle(self, *, form: Path, into: Path = CATALOGUE, **options: Any) -> None:
        vocabulary = Vocabulary()
        vocabulary.read(folders())
        papers = {paper.label: paper.id for paper in vocabulary.papers.values()}
        try:
            where, name, sheet = proposed(form.read_text(encoding="utf-8"), papers)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{form} ne se lit pas : {error}") from error
        except ProposalError as error:
            raise CommandError(
                "\n".join(f"{form.name}, {one}" for one in error.problems)
            ) from error
        path = into / where / f"{name}.toml"
        if path.exists():
            raise CommandError(f"{path} existe déjà.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(sheet), encoding="utf-8")
        try:
            load([*(root for root in folders() if root != into), into])
        except CatalogueError as error:
            path.unlink()
            raise CommandError("\n".join(error.problems)) from error
        self.stdout.write(f"{path} est écrit, et ses exemples sont bons.")
