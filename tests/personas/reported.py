"""The households that visitors reported: the files that `manage.py report_to_persona` writes."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "reported"


def reported(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Each file as the arguments of a Persona; what was expected has still to be proved right."""
    found = []
    for path in sorted(folder.glob("*.json")):
        persona = json.loads(path.read_text(encoding="utf-8"))
        source = persona.pop("source")
        found.append({"id": f"signalement {path.stem} ({source})", **persona})
    return found
