"""gunicorn: one worker a core, threads for light pages, the engine warmed before the fork."""

import gc
import os

wsgi_app = "simulator.project.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WORKERS", "") or len(os.sched_getaffinity(0)))
worker_class = "simulator.project.worker.Worker"
threads = 32  # those who wait for a computation must not keep light pages waiting
preload_app = True
timeout = 60
graceful_timeout = 30
accesslog = None  # a path says which question is asked; nobody needs that list
errorlog = "-"
forwarder_headers = ""  # no header of a client moves the site (SCRIPT_NAME)
umask = 0o077  # what is written is for this account alone
loglevel = os.environ.get("LOG_LEVEL", "error")
control_socket_disable = True


def on_starting(server):
    """Load once, in the master, what the first visitor would wait for: the rules, the templates,
    the bank holidays. Each worker then shares that memory and starts warm."""
    from django.conf import settings
    from django.template.loader import get_template
    from django.utils import timezone

    from benefits.registry import catalogue
    from orientation.hours import public_holiday
    from simulator import engine
    from simulator.way.usual import given_variables, usual_documents

    month = timezone.localdate().isoformat()[:7]
    names = (each.name for benefit in catalogue().benefits for each in benefit.variables())
    engine.warm_up(names, month, usual_documents(month), given_variables())
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for page in folder.rglob("*.html"):
            get_template(str(page.relative_to(folder)))
    public_holiday(timezone.localdate(), departement="75")
    gc.collect()
    gc.freeze()
    # Young objects are looked at as often as ever, while they are near at hand; the whole process,
    # for 0.15 s during one result in sixteen, twenty times less often.
    gc.set_threshold(700, 10, 200)


def post_worker_init(worker):
    """What expires goes by the clock, not by the next visitor."""
    from simulator.project import clock

    clock.start()


def when_ready(server):
    """The line that `make run` promises, once the address answers."""
    print(f"Prêt : http://{bind}", flush=True)  # noqa: T201
