"""The administration of this app, where Django looks for it."""

from simulator.reports import admin  # noqa: F401
