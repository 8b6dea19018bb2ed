"""What goes by the clock, in every worker: a site that nobody visits forgets as well."""

import logging
import threading
import time
from importlib import import_module

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

EVERY = 60  # seconds
log = logging.getLogger(__name__)


def start() -> threading.Thread:
    """A thread that forgets what has expired, every minute, for as long as the process lives."""
    thread = threading.Thread(target=_run, name="clock", daemon=True)
    thread.start()
    return thread


def _run() -> None:
    while True:
        time.sleep(EVERY)
        try:
            forget()
        except DatabaseError as error:  # the next minute tries again
            log.warning("what has expired could not be deleted (%s)", type(error).__name__)
        finally:
            close_old_connections()
            connection.close()


def forget() -> None:
    """Delete what has outlived its time: sessions after two hours, answers to take away after three
    days, reports after a year."""
    from simulator.admission.room import forget_gone
    from simulator.handover.models import Handover
    from simulator.reports.models import Report

    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    Handover.forget_expired()
    Report.forget_old()
    forget_gone()
