"""The settings, at the name that the environment and `manage.py` know."""

from simulator.project.settings import *  # noqa: F403
