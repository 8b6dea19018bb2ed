from pathlib import Path

import pytest

from benefits.schema import Catalogue
from benefits.toml.benefit import load

FOLDER = Path(__file__).resolve().parents[2] / "benefits" / "catalogue"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The project's own catalogue, without any operator's folder."""
    return load([FOLDER])
