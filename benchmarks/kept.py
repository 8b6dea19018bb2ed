"""What stock OpenFisca answers, kept in a folder: seconds a document, and always the same.

var/stock/<versions of the packages>/<hash of the document>.json holds the document as stock fills
it out. Each is computed once, by whichever command meets it first; a command that is cut short goes
on where it was.
"""

import hashlib
import json
import os
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.measure import difference
from simulator.engine import calculate, stock
from simulator.engine.calculation import MAX_BATCH, no_collector
from simulator.engine.documents.reader import read
from simulator.engine.law.system import stock_system, versions
from simulator.engine.tapes.shelf import KEPT, shelf_of

VAR = Path(os.environ.get("VAR_DIR") or Path(__file__).resolve().parent.parent / "var")
FOLDER = VAR / "stock" / "_".join(versions().values())
HALF_A_CENT = 0.005


def place(document: dict[str, Any]) -> Path:
    """Where the answer to a document is kept; the order of its questions is part of it."""
    return FOLDER / (hashlib.sha256(json.dumps(document).encode()).hexdigest() + ".json")


def answer(document: dict[str, Any]) -> dict[str, Any]:
    """The document as stock fills it out, alone: the answer kept, or computed now and kept."""
    file = place(document)
    if not file.exists():
        with warnings.catch_warnings(), no_collector():
            warnings.simplefilter("ignore")
            computed = stock.compute(stock_system(), document)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(computed))
        part.replace(file)
    kept: dict[str, Any] = json.loads(file.read_text())
    return kept


def compare(documents: dict[str, dict[str, Any]], tapes: bool = False) -> dict[str, float]:
    """By name, the largest gap in euros between the engine and stock, where stock's is kept.

    The engine computes anew, as many at once as it takes; a gap of half a cent is told. `tapes`:
    each signature is recorded first, and it is told how many households a tape answered.
    """
    gaps = {}
    names = [name for name, document in documents.items() if place(document).exists()]
    shelf = shelf_of(stock_system())
    together = KEPT if tapes else MAX_BATCH
    before = shelf.replayed
    for start in range(0, len(names), together):
        chosen = [documents[name] for name in names[start : start + together]]
        if tapes:
            shelf.learn_from(read(stock_system(), document) for document in chosen)
        answers = calculate(chosen, corrected=False)
        for name, found in zip(names[start : start + together], answers, strict=True):
            gaps[name], where = difference(answer(documents[name]), found)
            if gaps[name] >= HALF_A_CENT:
                print(f"{name}: {gaps[name]:.4f} euros, {where}", flush=True)
        if tapes:
            told = f"{shelf.replayed - before} of {len(gaps)} answered by tapes"
            print(f"{told}; refused: {Counter(shelf.refused.values()) or 0}", flush=True)
    return gaps
