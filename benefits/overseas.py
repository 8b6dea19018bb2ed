"""What national benefits are where national law does not apply as it is: overseas.toml. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from benefits.facts import Facts
from benefits.schema import Benefit

FILE = Path(__file__).with_name("overseas.toml")
Applies = Literal["yes", "no", "to_check"]


@dataclass(frozen=True)
class Place:
    """A territory, in words: where it is, and whom to ask there. `listed`: benefit -> answer."""

    where: str
    fund: str
    others: Applies
    listed: Mapping[str, Applies]

    def applies(self, benefit: Benefit) -> Applies:
        """Whether a benefit of the whole of France exists there as it is."""
        if "france" not in benefit.territory:
            return "yes"
        return self.listed.get(benefit.id, self.others)

    def sentence(self, benefit: Benefit) -> str:
        """Why it is refused or to be checked there."""
        if self.applies(benefit) == "no":
            return (
                f"Cette aide n’existe pas {self.where}, qui a sa propre organisation : demandez à "
                f"{self.fund} ce qui s’y applique."
            )
        return f"Les règles peuvent être différentes {self.where} : demandez à {self.fund}."


@cache
def places() -> Mapping[str, Place]:
    """The territories by their département code, "988"."""
    written = tomllib.loads(FILE.read_text("utf-8"))
    return {
        code: Place(
            table["where"],
            table["fund"],
            table["others"],
            {one: word for word in ("no", "to_check") for one in table.get(word, ())},
        )
        for code, table in written.items()
    }


def place_of(known: Facts) -> Place | None:
    """The territory where the household lives, None where national law applies as it is."""
    return places().get(str(known.household.get("departement")))
