# The two commands of the README are `make demo` and `make test`; `make check` is what CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE := demo/store

.PHONY: demo test check bench speed format lock clean

demo: $(VENV)/.demo
	@rm -rf demo && mkdir -p demo
	$(BIN)/dragoman read examples/articles --store $(STORE)
	$(BIN)/dragoman status --store $(STORE)
	$(BIN)/dragoman brief Russia Pakistan --store $(STORE)
	@echo
	@echo "The store is in $(STORE). To look around in a browser: $(BIN)/dragoman serve --store $(STORE)"

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 tests

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python tools/check_floors.py
	$(BIN)/python -m pytest -n 2 tests
	$(BIN)/python -m benchmarks.quality --floors

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.quality

speed: $(VENV)/.dev
	$(BIN)/python -m benchmarks.speed

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/.dev
	$(BIN)/python tools/lock.py

clean:
	rm -rf $(VENV) demo

$(VENV)/.demo: requirements/run.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
