"""gunicorn: one worker a core, threads for light pages, the engine warmed before the fork."""

import gc
import os

wsgi_app = "simulator.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WORKERS", "") or len(os.sched_getaffinity(0)))
worker_class = "gthread"
threads = 32  # those who wait for a computation must not keep light pages waiting
preload_app = True
timeout = 60
graceful_timeout = 30
accesslog = None  # a path says which question is asked; nobody needs that list
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "error")
control_socket_disable = True


def on_starting(server):
    """Load the rules once, in the master: each worker then shares that memory and starts warm."""
    from benefits.registry import catalogue
    from simulator import engine

    engine.warm_up(each.name for benefit in catalogue().benefits for each in benefit.variables())
    gc.collect()
    gc.freeze()


def when_ready(server):
    """The line that `make run` promises, once the address answers."""
    print(f"Prêt : http://{bind}", flush=True)  # noqa: T201
