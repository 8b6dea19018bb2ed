# Three stages: what production installs, what it shows, and the image, which owns nothing but its
# volume. docs/operate.md says how to pin the base image by its digest (BASE=…@sha256:…).
ARG BASE=python:3.11-slim-bookworm
FROM ${BASE} AS installed
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN python -m venv /app/.venv \
 && /app/.venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/run.txt

# The whole source, to make what the site serves: its static files, and its own code (AGPL, 13).
FROM installed AS shown
COPY . .
RUN SECRET_KEY=only-for-this-step ADMIN_ENABLED=1 ALLOWED_HOSTS=localhost PRODUCTION=1 VAR_DIR=/tmp \
    sh -c "/app/.venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
        && /app/.venv/bin/python manage.py source_archive /app/source.tar.gz"

FROM ${BASE}
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PRODUCTION=1 HOST=0.0.0.0 PORT=8000 VAR_DIR=/data
RUN groupadd --system --gid 10001 app && useradd --system --uid 10001 --gid app --home /data app \
 && mkdir --mode=0700 /data && chown app:app /data
COPY --from=installed /app /app
WORKDIR /app
COPY --from=shown /app/staticfiles staticfiles
COPY --from=shown /app/source.tar.gz source.tar.gz
COPY manage.py pyproject.toml ./
COPY simulator simulator
COPY questionnaire questionnaire
COPY benefits benefits
COPY orientation orientation
COPY templates templates
COPY static static
USER app
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["/app/.venv/bin/python", "-m", "simulator.project.healthcheck"]
CMD ["/bin/sh", "-c", "/app/.venv/bin/python manage.py prepare --no-static && exec /app/.venv/bin/gunicorn --config simulator/project/gunicorn.conf.py"]
