# Two stages: the first installs, the second runs as a user that owns nothing but its volume.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN python -m venv /app/.venv \
 && /app/.venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/run.txt
COPY . .
RUN SECRET_KEY=only-for-this-step ADMIN_ENABLED=1 ALLOWED_HOSTS=localhost PRODUCTION=1 VAR_DIR=/tmp \
    /app/.venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PRODUCTION=1 HOST=0.0.0.0 PORT=8000 VAR_DIR=/data
RUN groupadd --system --gid 10001 app && useradd --system --uid 10001 --gid app --home /data app \
 && mkdir /data && chown app:app /data
COPY --from=build /app /app
WORKDIR /app
USER app
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["/app/.venv/bin/python", "-m", "simulator.project.healthcheck"]
CMD ["/bin/sh", "-c", "/app/.venv/bin/python manage.py migrate --verbosity 0 && /app/.venv/bin/python manage.py load_directory && exec /app/.venv/bin/gunicorn --config simulator/project/gunicorn.conf.py"]
