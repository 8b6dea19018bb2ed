from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from benefits.registry import catalogue
from benefits.toml.reader import CatalogueError


class BenefitsConfig(AppConfig):
    name = "benefits"

    def ready(self) -> None:
        register(check_catalogue)


def check_catalogue(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """One error per fault of the catalogue's files: the site never starts with half of it."""
    try:
        catalogue()
    except CatalogueError as error:
        return [Error(problem, id="benefits.E001") for problem in error.problems]
    return []
