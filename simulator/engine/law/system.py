"""The legislation in memory: openfisca-france and its two local extensions, stock or corrected."""

import functools
import importlib
import importlib.metadata
import importlib.util
import linecache
import logging
import threading
from collections.abc import Mapping
from pathlib import Path

from openfisca_core.parameters import ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_france import FranceTaxBenefitSystem

from simulator.engine.law import scales

# openfisca-france-local also ships `epci_test_factory.py` and a reform, which need pandas and a
# spreadsheet: its variables and parameters alone are loaded.
LOCAL_FOLDERS = ("communes", "departements", "metropoles", "regions")
LOCAL_FILES = ("fsl.py", "logement_social.py")
PACKAGES = ("openfisca-core", "openfisca-france", "openfisca-france-local", "openfisca-paris")

_loading = threading.RLock()


@functools.cache
def versions() -> Mapping[str, str]:
    """The version of each OpenFisca package in use: read once, as the packages are loaded once.

    What is installed under a running process is another matter: it serves what it has loaded.
    """
    return {name: importlib.metadata.version(name) for name in PACKAGES}


def stock_system() -> TaxBenefitSystem:
    """openfisca-france as shipped, plus the variables of its extensions (which change no rule)."""
    with _loading:
        return _load()


def corrected_system() -> TaxBenefitSystem:
    """The stock rules with this project's corrections."""
    with _loading:
        return _correct()


@functools.cache
def _load() -> TaxBenefitSystem:
    system = FranceTaxBenefitSystem()
    local = package_folder("openfisca_france_local")
    for folder in LOCAL_FOLDERS:
        system.add_variables_from_directory(str(local / folder))
    for file in LOCAL_FILES:
        system.add_variables_from_file(str(local / file))
    system.parameters.merge(ParameterNode(directory_path=str(local / "parameters")))
    system.load_extension("openfisca_paris")
    # No prefill_cache(): it reads tables into modules imported a second time, not those of formulas
    linecache.clearcache()  # the source of every rule, that OpenFisca has copied from there: 7 MB
    _silence(system)
    scales.install()
    return system


def _silence(system: TaxBenefitSystem) -> None:
    """Formulas write nothing to the log: what they would say is of a household's answers, which
    may be one of many, and made up."""
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(f"{id(system)}_"):  # the modules of its formulas
            # not `disabled`, which is undone where logging is set up after the rules are loaded
            logging.getLogger(name).addFilter(_nothing)


def _nothing(record: logging.LogRecord) -> bool:
    return False


@functools.cache
def _correct() -> TaxBenefitSystem:
    if importlib.util.find_spec("simulator.engine.law.corrections") is None:
        return _load()
    return importlib.import_module("simulator.engine.law.corrections").apply(_load())


def package_folder(name: str) -> Path:
    """Where the package `name` lies, not imported (openfisca-france-local wants pandas)."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(f"the package {name} is not installed")
    return Path(next(iter(spec.submodule_search_locations)))
