"""The changes of life that « Et si… » offers, each with its questions and what it changes."""

from simulator.way.changes.family import FAMILY
from simulator.way.changes.home import HOME
from simulator.way.changes.work import WORK

CHANGES = {change.id: change for change in (*WORK, *FAMILY, *HOME)}
