# Samenhang: everything a newcomer needs, from nothing. Bare `make` prints this list.
SHELL := /bin/bash
.DEFAULT_GOAL := help
UV := $(or $(shell command -v uv 2>/dev/null),$(CURDIR)/.tools/bin/uv)
PY := $(CURDIR)/.venv/bin/python
RUN := $(CURDIR)/.venv/bin
PORT ?= 8000
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1

.PHONY: help demo test test-fast check fix bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/.ok ## set up, build the fictional region, serve it and say where to look
	@$(PY) manage.py demo --port $(PORT)

test: .venv/.ok ## the whole suite, on SQLite and on PostgreSQL
	@$(PY) tools/run_tests.py

test-fast: .venv/.ok ## the suite on SQLite without the slow and browser tests
	@$(RUN)/pytest -q -n 2 -m "not slow and not browser"

check: .venv/.ok ## format, lint, types, import contracts, migrations, translations, generated docs
	@$(PY) tools/check.py

fix: .venv/.ok ## format, sort imports, rebuild what is generated
	@$(RUN)/ruff format -q . && $(RUN)/ruff check -q --fix . ; $(PY) tools/translations.py update && $(PY) manage.py generate_docs

bench: .venv/.ok ## medians and ratios side by side, JSON in bench/results/
	@$(PY) bench/run.py

clean: ## remove the environment and the demo database
	rm -rf .venv .tools var

# ---- set-up ---------------------------------------------------------------
$(CURDIR)/.tools/bin/uv:
	@echo "Fetching uv into .tools …"
	@python3 -m pip install -q --disable-pip-version-check --root-user-action=ignore --target $(CURDIR)/.tools 'uv>=0.9'

.venv/.ok: requirements.lock pyproject.toml | $(UV)
	@echo "Setting up .venv …"
	@test -x $(PY) || $(UV) venv -q --python "$$(command -v python3)" .venv
	@$(UV) pip sync -q --python $(PY) requirements.lock
	@$(UV) pip install -q --python $(PY) --no-deps -e .
	@$(PY) tools/translations.py compile
	@touch $@

requirements.lock: ## (kept by hand) resolve again after a change in pyproject.toml: make -B requirements.lock
	@$(UV) pip compile -q --generate-hashes --no-emit-index-url --no-header --no-annotate --extra postgres --group dev pyproject.toml -o $@
