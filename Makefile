# make run    set up once, then open the dashboard        make test   every check, the browser's included
# make lint   ruff, mypy, import-linter, Biome             make bench  every figure of docs/performance.md
# make data   prove boundary layers and data records       make clean  forget the virtual environment
# make first-view  make anew what the first start shows, after a change of data/ or of the first map
# make office      open it to the network: others read, who signs in and has the right writes (README.md)
# make test-long   the proofs that take minutes         make audit  known faults of the packages that are installed
#
# Another Python: make run PYTHON=python3.12. Without opening a browser: make run HEADLESS=true. Port: make run PORT=8600.

.DEFAULT_GOAL := run
.PHONY: run office test test-long lint ruff mypy imports javascript pytest bench data first-view audit browser clean
.NOTPARALLEL:

# The first Python of at least 3.11; plain python3 where there is none, which the check below then names.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done || true)
VENV ?= .venv
PORT ?= 8501
ADDRESS ?= 0.0.0.0
# A browser opens by itself on a person's machine; not in CI, and not on a Linux without a display.
HEADLESS ?= $(shell if [ -n "$$CI" ]; then echo true; \
	elif [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then echo true; else echo false; fi)
ARGS ?=

RUN := $(VENV)/bin/python
INSTALL := $(RUN) -m pip install --disable-pip-version-check --quiet
APP := $(VENV)/.app-installed
DEV := $(VENV)/.dev-installed
AUDIT := $(VENV)/audit/bin/pip-audit

run: $(APP)
	$(RUN) -m streamlit run dashboard.py --server.port=$(PORT) --server.headless=$(HEADLESS) \
		--server.showEmailPrompt=false --browser.serverAddress=localhost $(ARGS)

office: $(APP)
	KLAIBAAN_OFFICE=1 $(RUN) -m streamlit run dashboard.py --server.port=$(PORT) --server.address=$(ADDRESS) \
		--server.headless=true $(ARGS)

# Each check runs, whatever the one before it found; the last line is pytest's.
test:
	@$(MAKE) --no-print-directory --keep-going lint pytest

lint: ruff mypy imports javascript

ruff: $(DEV)
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .

mypy: $(DEV)
	$(RUN) -m mypy

imports: $(DEV)
	$(VENV)/bin/lint-imports --no-logo

javascript: $(DEV)
	@if [ -x $(VENV)/bin/biome ]; then $(VENV)/bin/biome lint --error-on-warnings .; \
	else echo "Biome has no wheel for this machine: the JavaScript is not linted here."; fi

pytest: $(DEV) browser
	$(RUN) -m pytest --numprocesses=auto $(ARGS)

# What makes the figures in docs/reliability.md; -rP prints them.
test-long: $(DEV) browser
	$(RUN) -m pytest -m long -rP $(ARGS)

bench: $(DEV) browser
	$(RUN) -m benchmarks $(ARGS)

data: $(APP)
	$(RUN) -m geodata check
	$(RUN) -m registry sources

first-view: $(APP)
	$(RUN) -m ui.coverage.first_view

# Asks a public index, so it is no part of `make test`: that needs no network, and fails by our own change only.
audit: $(APP) $(AUDIT)
	@$(AUDIT) --strict --progress-spinner off \
		--path "$$($(RUN) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" || { \
		echo "A known fault stands above, or a package that was not audited: of that nothing is known."; exit 1; }

# Finds a Chromium, or installs one; without any, the browser's tests say why they skip (in CI they fail).
browser: $(DEV)
	@$(RUN) -m tests.browser.chromium

clean:
	rm -rf $(VENV)

$(APP): requirements.txt | $(RUN)
	@echo "Installing what the dashboard needs into $(VENV) (once, some minutes) ..."
	$(INSTALL) -r requirements.txt
	@touch $@

$(DEV): requirements.txt requirements-scale.txt requirements-dev.txt | $(RUN)
	@echo "Installing what the checks need into $(VENV) (once, some minutes) ..."
	$(INSTALL) -r requirements-dev.txt
	@touch $@ $(APP)

# By itself: the audit's own packages are no part of what it looks at.
$(AUDIT): | $(RUN)
	$(RUN) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --disable-pip-version-check --quiet 'pip-audit>=2.10,<3'

$(RUN):
	@$(or $(PYTHON),python3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Klai Baan needs Python 3.11 or newer; found: $$($(or $(PYTHON),python3) --version 2>&1)."; \
		echo "Install it (https://www.python.org/downloads/) or name one: make run PYTHON=/path/to/python3.12"; exit 1; }
	@$(or $(PYTHON),python3) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "The virtual environment could not be made. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
