# Two commands matter: `make run` and `make test`. README.md says the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run dev test check lock fresh reasons bench mutants engine-fidelity upgrade-rules links pictures desks new-benefit audit sbom clean setup

PYTHON ?= python3.11
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

help: ## What can be done here
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

# The stamps hold the requirements that are installed, so that a change installs again.
.venv/run: requirements/run.txt
	@test -x $(BIN)/python || $$(command -v $(PYTHON) || command -v python3) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@cp $< $@

.venv/test: requirements/test.txt .venv/run
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@cp $< $@

setup: .venv/run ## Install, migrate, load the directory, gather the static files
	@$(MANAGE) prepare

run: setup ## Serve on http://127.0.0.1:8000 (PORT= changes it)
	@PORT=$(PORT) exec $(BIN)/gunicorn --config simulator/project/gunicorn.conf.py

dev: setup ## Serve as `run`, and again after each change of a file (plain settings, no fork)
	@$(MANAGE) runserver $(PORT)

test: .venv/test ## Install what tests need (as root: Debian packages too), then run everything
	@tests/system_packages.sh
	@$(BIN)/pytest -n 3 --dist loadgroup --no-loadscope-reorder

check: .venv/test ## Style, types, import contracts, migrations, deployment checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(BIN)/python -m simulator.project.audit
	PRODUCTION=1 SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
		ALLOWED_HOSTS=localhost $(MANAGE) check --deploy --fail-level WARNING

fresh: setup ## Write again every file that the questions make
	@$(BIN)/python -m tests.personas | $(MANAGE) flow - > docs/flow.md
	@$(MANAGE) questions --schema > docs/answers.schema.json
	@$(MANAGE) shell --no-imports -c "from tests.personas.documents import write; write()"

bench: .venv/test ## Measure the engine and the site (half an hour); write docs/performance.md
	@$(BIN)/python -m benchmarks

reasons: .venv/test ## Compare reason and result on 1,000 random households (a few minutes)
	@HOUSEHOLDS=1000 $(BIN)/pytest tests/benefits/test_reasons.py tests/benefits/test_every_verdict.py tests/benefits/test_own_figures.py

mutants: .venv/test ## Break one line of each room's heart at a time: the tests must notice (half an hour)
	@nice $(BIN)/python -m benchmarks.mutants $(ONLY)

engine-fidelity: .venv/test ## Compare with stock on openfisca-france's own 424 situations (long, once)
	@$(BIN)/python -m benchmarks.fidelity

upgrade-rules: .venv/test setup ## Try the newest OpenFisca packages aside (PACKAGES=…), and tell what would change
	@$(BIN)/python -m benchmarks.upgrade $(PACKAGES)

lock: ## Resolve the requirements again (needs uv), hashed and without addresses
	uv pip compile pyproject.toml --python-version 3.11 --override requirements/overrides.txt \
		--override requirements/overrides-run.txt \
		--generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -o requirements/run.txt
	uv pip compile pyproject.toml --extra test --python-version 3.11 --override requirements/overrides.txt \
		--generate-hashes --no-emit-index-url --no-header --no-annotate -c requirements/run.txt -o requirements/test.txt

pictures: .venv/test ## Take the pictures of docs/images/ again (needs chromium and poppler-utils)
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(BIN)/python -m tests.e2e.pictures

desks: setup ## Fetch the official lists of desks (CAF, France services…) and import them
	@$(MANAGE) fetch_desks

new-benefit: .venv/run ## Write a benefit's file: ID=permis_ville TERRITORY=commune:35238 KIND=rules or engine
	@$(MANAGE) new_benefit "$(ID)" --kind "$(or $(KIND),rules)" --territory "$(or $(TERRITORY),france)" $(if $(FOLDER),--folder "$(FOLDER)")

audit: .venv/run ## Look for known faults of the installed versions (OSV=folder adds advisories)
	@$(BIN)/python -m simulator.project.audit $(OSV)

sbom: .venv/test ## Write sbom.json, the list of what production installs (CycloneDX)
	@$(BIN)/cyclonedx-py requirements requirements/run.txt --of JSON -o sbom.json

links: setup ## Try every address of the catalogue; without a network, tell the recorded result
	@$(MANAGE) links

clean: ## Forget everything that these commands made
	rm -rf .venv var staticfiles
