# make demo | test | bench | speed | faults | spark | lint | format | lock | clean. Everything is set up on first use, in .venv.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RECORD := build/examples.db
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1

.PHONY: setup demo test lint format bench speed faults spark lock clean

setup: $(READY)

$(READY): dev.lock pyproject.toml scripts/setup
	scripts/setup $(VENV)
	@touch $@

demo: setup
	@mkdir -p build
	$(BIN)/onrecord read examples/pages --into $(RECORD)
	$(BIN)/onrecord show timeline $(RECORD)
ifneq ($(SERVE),0)
	$(BIN)/onrecord serve $(RECORD) --port $(or $(PORT),0)
endif

test: lint
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python -m bench $(ARGS)

speed: setup
	$(BIN)/python -m bench --only speed $(ARGS)

# A reader is killed, starved and misled; some minutes. ARGS="--kills 5 --many 0" for a short run.
faults: setup
	$(BIN)/python -m bench.faults $(ARGS)

# The distributed engine's tests: some minutes, and Java 17.
spark: setup
	$(BIN)/python -m pip --version >/dev/null 2>&1 && $(BIN)/python -m pip install --quiet "pyspark>=4.0,<4.4" "pandas>=2.2,<3" \
		|| uv pip install --quiet --python $(BIN)/python "pyspark>=4.0,<4.4" "pandas>=2.2,<3"
	$(BIN)/python -m pytest -m spark tests/run

# Every distribution with its hashes and no host's name. Needs uv: pip install uv.
lock:
	uv pip compile --universal --generate-hashes --no-header --no-annotate --extra dev --python-version 3.11 \
		pyproject.toml --output-file dev.lock

clean:
	rm -rf $(VENV) build dist bench/out .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
