"""`manage.py new_benefit ID`, or `make new-benefit ID=… TERRITORY=… KIND=…`: a file to fill."""

import re
from datetime import date
from pathlib import Path
from string import Template
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

import benefits
from benefits.registry import CATALOGUE, folders
from benefits.toml.benefit import load
from benefits.toml.places import folder_of
from benefits.toml.reader import CatalogueError

SKELETONS = Path(benefits.__file__).with_name("skeletons")
LINE = re.compile(r"ligne (\d+)")
KINDS = ("rules", "engine")


class Command(BaseCommand):
    help = "Écrit la fiche d’une nouvelle aide, à remplir, et dit ce qu’il y manque."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", help="l’identifiant, par exemple permis_ville")
        parser.add_argument("--kind", choices=KINDS, default="rules")
        parser.add_argument("--territory", default="france", help="par exemple commune:35238")
        parser.add_argument("--folder", type=Path, help="le dossier, s’il n’est pas du catalogue")

    def handle(
        self,
        *,
        id: str,
        kind: str = "rules",
        territory: str = "france",
        folder: Path | None = None,
        **options: Any,
    ) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", id):
            raise CommandError(f"« {id} » : écrivez des minuscules, des chiffres et des « _ ».")
        for root in folders():
            for other in root.rglob(f"{id}.toml"):
                raise CommandError(f"{other} existe déjà.")
        place = folder_of(territory)
        if place is None:
            raise CommandError(f"L’annuaire ne connaît pas le territoire « {territory} ».")
        path = (folder or CATALOGUE / place) / f"{id}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        skeleton = Template((SKELETONS / f"{kind}.toml").read_text(encoding="utf-8"))
        words = {
            "today": date.today().isoformat(),
            "territory": territory,
            "institution": "" if territory == "france" else territory,
        }
        path.write_text(skeleton.substitute(words), encoding="utf-8")
        self.stdout.write(f"{path} est écrit.")
        known = folders()
        if not any(path.is_relative_to(root) for root in known):
            self.stdout.write(f"Ajoutez {path.parent} au réglage CATALOGUE_DIRS.")
            known.append(path.parent)
        self.stdout.write("Il reste à remplir :")
        for problem in missing(path, known):
            self.stdout.write(f"  {problem}")
        self.stdout.write("Ensuite : manage.py check, qui joue aussi les exemples.")


def missing(path: Path, known: list[Path]) -> list[str]:
    """What `manage.py check` will say of the file, from its first line to its last."""
    try:
        load(known)
    except CatalogueError as error:
        told = [problem for problem in error.problems if path.name in problem]
        return sorted(told, key=lambda problem: int((LINE.search(problem) or [0, 0])[1]))
    return []
