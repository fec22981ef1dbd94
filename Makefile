# kg: `make run` builds the graph from seeds/ into build/, `make test` tests everything.
# Both set up their own virtual environment in .venv from the pinned versions in constraints.txt.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

.PHONY: run test lint types check format docs clean

run: $(VENV)/.run
	@$(BIN)/kg build seeds --out build
	@echo "In this terminal:  . $(BIN)/activate   makes kg a command."

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

check: lint types test

format: $(VENV)/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.test
	$(BIN)/python scripts/make_docs.py
	$(BIN)/python scripts/make_readme.py
	$(BIN)/python scripts/render_notebooks.py
	$(BIN)/zensical build --strict

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or newer: make PYTHON=python3.12 run")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing or broken; on Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing kg and what it needs into $(VENV); this takes a minute or two, once"
	@$(PIP) install -c constraints.txt -e '.[server]'
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing kg, its tests and what they need into $(VENV); this takes some minutes, once"
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.run
