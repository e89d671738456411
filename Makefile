# Two commands do everything: `make run` and `make test`. `make help` tells the rest.

SHELL := /bin/sh
BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install -qq
RENDER := $(BIN)/mirror-atlas render --force
LOOK := build/first-look

# The first Python that starts and is new enough.
FIND_PYTHON := for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done

.DEFAULT_GOAL := help
.PHONY: help run test lint bench venv lock clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

run: $(READY) ## Open the desktop; without a display, draw the first-look pictures into build/first-look/
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then exec $(BIN)/mirror-atlas; fi; \
	echo "There is no display here, so no window: drawing the first-look pictures into $(LOOK)/ instead."; \
	set -e; mkdir -p $(LOOK); \
	for condition in rest execute observe mirror; do $(RENDER) $(LOOK)/$$condition.png --condition $$condition; done; \
	$(RENDER) $(LOOK)/dorsal.png --view dorsal --hemisphere both; \
	ls $(LOOK)/*.png

test: lint ## All checks and tests; leaves a contact sheet of every picture in build/pictures.png
	$(BIN)/python -m pytest -q

lint: $(READY) ## Format, style, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY) ## Measure the speed beside the least code for the same picture
	$(BIN)/python tests/benchmarks/run.py

venv: $(READY) ## Only make the environment in .venv (pinned versions, hashes checked)

$(READY): requirements.lock pyproject.toml
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then \
		echo "Mirror Atlas needs Python 3.11 or newer, and none was found; on Debian: sudo apt-get install python3 python3-venv"; \
		exit 1; \
	fi; \
	set -e; \
	$$python tools/system_libraries.py; \
	echo "Making the environment in .venv with $$($$python -V); this takes about two minutes, once."; \
	$$python -m venv .venv; \
	$(PIP) --require-hashes -r requirements.lock; \
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

lock: ## Pin versions anew after a change of pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate -q -o requirements.lock

clean: ## Remove what can be made again (the environment stays)
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
