"""Visitors through the real gunicorn, over HTTP: see `python -m benchmarks.load -h`."""
