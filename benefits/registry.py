"""The one catalogue of this process: the project's folder and the operator's."""

from functools import cache
from pathlib import Path

from django.conf import settings

from benefits.schema import Catalogue
from benefits.toml.benefit import load

CATALOGUE = Path(__file__).resolve().parent / "catalogue"


@cache
def catalogue() -> Catalogue:
    """Every benefit of catalogue/ and of the setting CATALOGUE_DIRS; raises CatalogueError."""
    return load(folders())


def folders() -> list[Path]:
    """The folders of the benefits' files: the project's, then the operator's."""
    return [CATALOGUE, *(Path(folder) for folder in getattr(settings, "CATALOGUE_DIRS", ()))]
