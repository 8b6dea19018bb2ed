"""The sheet as a tagged PDF (PDF/UA-1): language, title, order, table headers. Made by typst."""

import io
import json
import logging
import re
import threading
from pathlib import Path
from typing import Any

import segno
import typst

log = logging.getLogger(__name__)
FOLDER = Path(__file__).parent
PAGES = 2  # at most
STANDARD = "ua-1"
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
NOTES = 6  # lines for what is written by hand
SHORT = 12  # lines of each table, when even small letters do not make it fit

#: One compiler, which is not to be used by two threads at a time.
LOCK = threading.Lock()
_compilers: list[typst.Compiler] = []


def pdf(content: dict[str, Any]) -> bytes:
    """The PDF of `simulator.sheet.content`, on two pages at most: with room for notes, else without
    and in small letters, else with the first lines of each table and how many are left out."""
    tried = b""
    for attempt in (content, small(content), shortened(small(content))):
        tried = compiled(attempt)
        if pages(tried) <= PAGES:
            return tried
    return tried


def one_file(**options: Any) -> bytes:
    """The PDF that the template makes of these inputs."""
    made = _compiler().compile(format="pdf", **options)
    assert isinstance(made, bytes)
    return made


def compiled(content: dict[str, Any]) -> bytes:
    """One PDF. Should a character be in none of the fonts, the standard refuses to be claimed: the
    sheet is then made without the claim, its tags the same."""
    inputs = {
        "data": json.dumps(content, ensure_ascii=False),
        "qr": qr(content["qr"]) if content["qr"] else EMPTY,
    }
    with LOCK:
        try:
            return one_file(sys_inputs=inputs, pdf_standards=STANDARD)
        except typst.TypstError:
            log.warning(
                "a sheet was made without its standard"
            )  # never its words: they are answers
            return one_file(sys_inputs=inputs)


def _compiler() -> typst.Compiler:
    if not _compilers:
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(FOLDER / "fonts")],
        )
        _compilers.append(
            typst.Compiler(str(FOLDER / "sheet.typ"), root=str(FOLDER), font_paths=fonts)
        )
    return _compilers[0]


def small(content: dict[str, Any]) -> dict[str, Any]:
    return content | {"compact": True, "notes": 0}


def shortened(content: dict[str, Any]) -> dict[str, Any]:
    """The same with the first lines of each list, the last one saying what is left out."""
    left = {}
    for name, width in (("rows", 4), ("check", 2)):
        lines = content[name]
        if len(lines) > SHORT:
            more = f"et {len(lines) - SHORT} autres, sur la page des résultats"
            left[name] = [*lines[:SHORT], [more, *[""] * (width - 1)]]
    return content | left | {"papers": content["papers"][:24], "desks": content["desks"][:4]}


def pages(data: bytes) -> int:
    """How many pages a PDF has."""
    counts = re.findall(rb"/Type\s*/Pages\b.*?/Count\s+(\d+)|/Count\s+(\d+)", data, re.DOTALL)
    return max((int(one or other) for one, other in counts), default=1)


def qr(text: str) -> str:
    """The QR of an address as an SVG file."""
    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="svg", scale=4, border=4)
    return buffer.getvalue().decode()
