# make demo | test | lab | build | grade | bench | format
PYTHON ?= python3
BIN    := .venv/bin
READY  := .venv/.ready

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $(READY)

.PHONY: demo test lab build grade bench format
.DEFAULT_GOAL := demo

demo: $(READY)
	$(BIN)/matml demo

test: $(READY)
	$(BIN)/python -m pytest -m "not thorough" -n 2 --dist loadgroup --cov --cov-report=term

lab: $(READY)
	$(BIN)/matml lab

build: $(READY)
	$(BIN)/matml build

grade: $(READY)
	$(BIN)/matml grade

bench: $(READY)
	$(BIN)/python benchmarks/featurize.py
	$(BIN)/python benchmarks/notebooks.py
	$(BIN)/python benchmarks/explorers.py
	$(BIN)/python benchmarks/grading.py

format: $(READY)
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .
