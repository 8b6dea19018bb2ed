"""A child in shared custody, or in care: who has the family's benefits for it, as households.

Only the family allowances are halved of right (CSS, art. L.521-2). The other benefits are those of
one parent, or count the child for half (Conseil d'État, 21 July 2017, n° 398911 for RSA and 398563
for housing aid): the same home is computed with the child and without, and benefits.custody says
what is due of the two; of a child in care, benefits.care. Pure.
"""

from collections.abc import Mapping
from fractions import Fraction

from benefits.custody import CARE, LEAST, NEXT, TOLD, WHOLE
from simulator.way.household import Household

OTHER = "autre"  #: the other parent receives the benefits
HALVES = "partagees"


def views(household: Household) -> Mapping[str, Household]:
    """The household with all its children; then, where that changes something, without those in
    care, with a child born this month as it counts the next, with those for whom it receives the
    benefits, and with those for whom it surely does."""
    others = frozenset(c for c, who in household.recipients.items() if who == OTHER)
    unsure = frozenset(c for c, who in household.recipients.items() if who not in ("vous", OTHER))
    found = {WHOLE: household}
    if household.in_care:
        found[CARE] = household.without(household.in_care)
    if (born := household.as_of_next_month()) is not household:
        found[NEXT] = born
    if others:
        found[TOLD] = household.without(others)
    if unsure:
        found[LEAST] = household.without(others | unsure)
    return found


def halved(household: Household) -> bool:
    """Whether each parent has half, for every child of which that is not simply one parent's."""
    unsure = {who for who in household.recipients.values() if who not in ("vous", OTHER)}
    return unsure == {HALVES}


def kept(household: Household) -> Fraction:
    """The part of the household's children who are not in care, 1 when there are none."""
    children = len(household.children)
    return Fraction(children - len(household.in_care), children) if children else Fraction(1)
