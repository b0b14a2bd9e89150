# Everything a user or a contributor runs, for GNU make 3.81 and later. `make help` lists it.
#
# .venv is made once and then kept in step with three hashed lists: requirements.lock (what the program needs),
# requirements-build.lock (what installs a checkout) and requirements-dev.lock (both of these and the test tools).

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
CORE := $(VENV)/.core-installed
DEV := $(VENV)/.dev-installed
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet $(UPGRADE)

# An environment that is there is kept; otherwise the newest Python for which every package has a ready build.
PYTHON :=
CANDIDATES := $(or $(PYTHON),$(wildcard $(BIN)/python) python3.13 python3.12 python3.11 python3.14 python3)

# Settings of the user's shell that would send an install elsewhere, or make every start compile again.
export PIP_USER := 0
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

.PHONY: help demo setup test check types style wheel bench evaluate lock clean

help:
	@echo 'make demo    install the program into .venv and run it on the examples'
	@echo 'make setup   install everything, test tools included'
	@echo 'make test    every test this machine can run, ending with what was not run and why'
	@echo '             (CI=true: also style and types, and nothing may be left out)'
	@echo 'make check   before a commit: style, quick types, quick tests'
	@echo 'make types   mypy --strict'
	@echo 'make bench   measure this machine, into bench/results/'
	@echo 'make wheel   build the wheel and the source archive into dist/'
	@echo 'make evaluate measure recognition on the corpora of tests/corpus (CORPUS=DIR: on that one)'
	@echo 'make lock    renew the lists of requirements from pyproject.toml (UPGRADE=--upgrade: newest versions)'
	@echo 'make clean   remove .venv, caches and build results'
	@echo 'PYTHON=PATH chooses the interpreter, 3.11 or later.'

demo: $(CORE)
	@$(BIN)/enjoined demo

setup: $(DEV)

test: $(DEV)
ifeq ($(CI),true)
	@$(MAKE) style types
endif
	@$(BIN)/python -m pytest -n auto

check: $(DEV) style
	@$(BIN)/ty check --python $(VENV)
	@$(BIN)/python -m pytest -n auto -q -m 'not slow'

style: $(DEV)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: $(DEV)
	@$(BIN)/mypy

wheel: $(DEV)
	@$(BIN)/python -m hatchling build

bench: $(CORE)
	@$(BIN)/python bench/startup.py

evaluate: $(CORE)
	@$(BIN)/python -m tests.corpus $(CORPUS) $(if $(MISTAKES),--mistakes)

lock: $(DEV)
	@$(LOCK) pyproject.toml -o requirements.lock
	@$(LOCK) --group build -c requirements.lock -o requirements-build.lock
	@$(LOCK) pyproject.toml --all-extras --group build --group dev -c requirements.lock -c requirements-build.lock \
	  -o requirements-dev.lock

clean:
	@rm -rf $(VENV) build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(CORE): $(VENV)/.created requirements.lock requirements-build.lock pyproject.toml
	@echo 'Installing into $(VENV) ...'
	@$(PIP) install --require-hashes -r requirements.lock -r requirements-build.lock
	@$(PIP) install --no-build-isolation --no-deps -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(DEV): $(CORE) requirements-dev.lock
	@echo 'Installing the test tools ...'
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.created:
	@chosen=; lacking=; \
	for python in $(CANDIDATES); do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  if $$python -c 'import ensurepip, venv' >/dev/null 2>&1; then chosen=$$python; break; fi; \
	  lacking=$$python; \
	done; \
	if [ -n "$$chosen" ]; then \
	  echo "Creating $(VENV) with $$($$chosen -V) ..."; \
	  $$chosen -m venv $(VENV); \
	elif [ -n "$$lacking" ]; then \
	  echo "$$lacking cannot create virtual environments: its venv module is not installed. On Debian or Ubuntu run" >&2; \
	  echo "    sudo apt-get install $${lacking##*/}-venv" >&2; \
	  echo "and then the same make command again." >&2; \
	  exit 1; \
	else \
	  echo "Python 3.11 or later is needed; none of these is: $(CANDIDATES)." >&2; \
	  echo "Install one (https://www.python.org/downloads/) or name it: make demo PYTHON=/path/to/python3.13" >&2; \
	  exit 1; \
	fi
	@touch $@
