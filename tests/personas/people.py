"""Households whose rights are known: each amount has its source beside it.

Amounts are euros a month unless `year`. « À la main » means worked out from the law's own figures,
written in the comment; « moteur » means read from OpenFisca-France 176.1.8 on 2026-11-22 and kept
to notice a change. The figures of April 2026: RSA 651.69 (CASF, art. D.262-1 and its revaluation),
BMAF 478.16, AAH 1 041.59; of January 2026: ASPA 12 523.14 a year alone, 19 442.21 for two.
"""

from tests.personas.circumstances import CIRCUMSTANCES
from tests.personas.minimums import MINIMUMS
from tests.personas.mixed import MIXED
from tests.personas.publics import PUBLICS
from tests.personas.reported import reported
from tests.personas.said import Persona
from tests.personas.shared import SHARED

REPORTED = tuple(Persona(**one) for one in reported())
PEOPLE = (*MINIMUMS, *CIRCUMSTANCES, *PUBLICS, *SHARED, *MIXED, *REPORTED)
