# `make demo` needs only Python 3.12 or newer, make, and a package index; everything else
# lands in .venv. The stamps let a second run skip what is already there.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
UV ?= uv
LOCK := $(UV) pip compile --universal --python-version 3.12 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links --quiet
# The editable install builds without isolation, so that its build tools are pinned as well.
BUILD_TOOLS := editables>=0.5 hatchling>=1.27
ARGS ?=
export PYTHON

.PHONY: venv demo test lint eval lock clean

venv: $(VENV)/.dev

$(VENV)/.runtime: requirements.lock pyproject.toml
	@test -x $(BIN)/python || { python=$$(sh tools/find-python) && \
		echo "making $(VENV) with $$python" && "$$python" -m venv --clear $(VENV); }
	@echo "installing requirements.lock"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock plugins/nutgraf-llm/pyproject.toml
	@echo "installing requirements-dev.lock"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable plugins/nutgraf-llm
	@touch $@

demo: $(VENV)/.runtime
	@mkdir -p demo
	$(BIN)/nutgraf brief src/nutgraf/sample/articles --date 2026-03-05 --db demo/desk.db -o demo
	@echo
	@echo "The edition: $(CURDIR)/demo/index.html"

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/.dev
	$(BIN)/python -m eval $(ARGS)

# Needs uv. Renews every pin that pyproject.toml allows; look at the difference before it goes in.
lock:
	printf '%s\n' $(foreach tool,$(BUILD_TOOLS),'$(tool)') | \
		$(LOCK) pyproject.toml - --upgrade -o requirements.lock
	printf '%s\n' $(foreach tool,$(BUILD_TOOLS),'$(tool)') | \
		$(LOCK) pyproject.toml - --group dev -c requirements.lock --upgrade -o requirements-dev.lock

# Leaves .venv, which is slow to make again: remove it by hand.
clean:
	rm -rf demo build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests eval benchmarks -name __pycache__ -type d -exec rm -rf {} +
