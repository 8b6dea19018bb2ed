"""The way to claim a benefit: where, with what, by when, and what if the answer is no. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

MONTHS = tuple(f"{month:02d}" for month in range(1, 13))


@dataclass(frozen=True)
class Paper:
    """A document that claims may demand. `where`: how to get it, "" when that depends."""

    id: str
    label: str
    where: str = ""


@dataclass(frozen=True)
class Needed:
    """A paper that one claim demands, and what this claim says of it (« les quatre derniers »)."""

    paper: Paper
    detail: str = ""


@dataclass(frozen=True)
class Appeal:
    """How to contest a decision, step by step, from the texts that `source` names."""

    id: str
    steps: tuple[str, ...]
    source: str
    reviewed_on: date


@dataclass(frozen=True)
class Delay:
    """How long the answer takes, in a sentence, and who says so."""

    text: str
    source: str


@dataclass(frozen=True)
class Institution:
    """Who decides and pays. `phone` and `site` are public numbers and addresses."""

    id: str
    label: str
    phone: str
    site: str
    delay: Delay | None = None
    appeal: Appeal | None = None


@dataclass(frozen=True)
class Variant:
    """What is not the same in `territory`: the fields of Claim that change there."""

    territory: tuple[str, ...]
    changes: Mapping[str, object]


@dataclass(frozen=True)
class Claim:
    """The way to claim it. `delay` and `appeal` are the institution's unless the file says other.

    `not_retroactive`: each month without a claim is lost. `automatic`: it comes by itself to those
    whom the institution already knows. `months`: the only ones ("09") in which it is usually open.
    """

    starts: str
    online: str = ""
    form: str = ""
    form_url: str = ""
    desks: tuple[str, ...] = ()
    papers: tuple[Needed, ...] = ()
    note: str = ""
    delay: Delay | None = None
    appeal: Appeal | None = None
    not_retroactive: bool = False
    automatic: bool = False
    months: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()

    def closed(self, today: date) -> bool:
        """Whether the claim is usually not open in the month of `today`."""
        return bool(self.months) and f"{today:%m}" not in self.months

    def where(self, lives_in: Callable[[str], bool]) -> "Claim":
        """The claim as it is made by somebody of whom `lives_in("epci:200046977")` is true."""
        claim = self
        for variant in self.variants:
            if any(lives_in(place) for place in variant.territory):
                claim = replace(claim, **variant.changes)  # type: ignore[arg-type]
        return claim


def gathered(claims: Iterable[tuple[str, Claim]]) -> tuple[tuple[Paper, tuple[str, ...]], ...]:
    """Every paper once, what most claims demand first, with what each says of it.

    `claims`: the benefit's name and its claim. The words beside a paper are « Prime d’activité :
    les quatre derniers mois », or the name alone.
    """
    found: dict[Paper, list[str]] = {}
    for name, claim in claims:
        for needed in claim.papers:
            words = f"{name} : {needed.detail}" if needed.detail else name
            if words not in found.setdefault(needed.paper, []):
                found[needed.paper].append(words)
    return tuple((p, tuple(w)) for p, w in sorted(found.items(), key=lambda item: -len(item[1])))
