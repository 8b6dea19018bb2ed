"""The report of an import: what changed, what was refused, what is doubtful."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from orientation.importers.record import Problem

SHOWN = 20  # lines of each list on the terminal; `--report FILE` has them all


class ImportRefusedError(Exception):
    """The file as a whole cannot be imported and nothing was changed; the message says why."""


@dataclass
class Report:
    """Counts of desks, and the problems found one by one."""

    source: str
    dry_run: bool = False
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    ignored: int = 0
    doubles: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    refused: list[Problem] = field(default_factory=list)
    doubtful: list[Problem] = field(default_factory=list)
    noted: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many desks of the file are in the directory now."""
        return self.added + self.changed + self.unchanged

    def as_dict(self) -> dict[str, Any]:
        """The whole report, ready for JSON."""
        return {
            "source": self.source,
            "dry_run": self.dry_run,
            "counts": self.counts(),
            "kinds": dict(sorted(self.kinds.items())),
            "refused": [[problem.where, problem.what] for problem in self.refused],
            "doubtful": [[problem.where, problem.what] for problem in self.doubtful],
            "noted": dict(self.noted),
            "remarks": self.remarks,
        }

    def counts(self) -> dict[str, int]:
        """The counts by name."""
        names = ("added", "changed", "unchanged", "gone", "ignored", "doubles")
        counts = {name: getattr(self, name) for name in names}
        return counts | {"refused": len(self.refused), "doubtful": len(self.doubtful)}

    def lines(self) -> list[str]:
        """The report for a terminal, in French."""
        lines = [
            f"{self.source} : {self.read} guichets lus, dont {self.added} nouveaux, "
            f"{self.changed} changés, {self.unchanged} inchangés ; {self.gone} partis ; "
            f"{self.doubles} doubles d’une autre source ; {self.ignored} d’un type non suivi."
        ]
        lines += [f"  {kind} : {count}" for kind, count in sorted(self.kinds.items())]
        lines += [f"Note : {what}, {count} guichets" for what, count in self.noted.items()]
        lines += [f"Remarque : {remark}" for remark in self.remarks]
        for title, problems in (("Refusés", self.refused), ("Douteux", self.doubtful)):
            lines.append(f"{title} : {len(problems)}")
            lines += [f"  {problem.where} : {problem.what}" for problem in problems[:SHOWN]]
            if len(problems) > SHOWN:
                lines.append(f"  … et {len(problems) - SHOWN} autres (--report FICHIER les liste)")
        if self.dry_run:
            lines.append("Essai à blanc : rien n’a été changé.")
        return lines
