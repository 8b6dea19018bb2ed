"""The models of this app, where Django looks for them."""

from simulator.reports.models import Report

__all__ = ["Report"]
