# Every task of this project; `make help` lists them. Works with GNU make 4.3, Python 3.11, pip and node on Debian.

PYTHON ?= python3.11
BIN := .venv/bin
STEMPEL := .venv/.ingericht
LINT := .venv-contracten
DEMO := demo
# Two test files at the same time, each whole in one process. `make test TEGELIJK=` for one at a time.
TEGELIJK := -n 2 --dist loadfile

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
export DAGSTER_DISABLE_TELEMETRY := 1
export GX_ANALYTICS_ENABLED := false

.DEFAULT_GOAL := help
.PHONY: help setup run test test-alles lint check contracten leverwijzer signaalwijzer plaatjes speel-overleg bench-stad bench-inname bench-terug bench-alarm bench-voorspelling bench-stadspagina bench-stadsverwachting bench-vrijgave kill-toets halfjaar muren lek-proef mutaties dev lock chromium

help:  ## list the tasks
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(STEMPEL)  ## make .venv with the pinned packages and the command `inbeeld`

$(STEMPEL): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# Exit code 1 of `inbeeld` means "done, but something was refused": the demo delivers faulty files on purpose.
run: setup  ## make a fictitious city, run it, and say what to open
	$(BIN)/inbeeld demo --map $(DEMO) || [ $$? -eq 1 ]

test: setup  ## the fast tests
	$(BIN)/pytest $(TEGELIJK)

test-alles: setup  ## all tests: also fuzz, kills, browsers and notebooks
	$(BIN)/pytest $(TEGELIJK) -m 'traag or not traag'

lint: setup  ## format, lint and types, without changing a file
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright

check: lint test  ## what must be green before a commit

# An environment of its own, because datacontract-cli and our packages ask for other versions of the same things.
contracten: $(LINT)/.ingericht  ## `datacontract lint` on every contract
	find data_contracts -name '*.odcs.yaml' | sort | xargs -n 1 $(LINT)/bin/datacontract lint

leverwijzer: setup  ## write docs/aanleveren/ anew from the contracts
	$(BIN)/python -m assets.leverwijzer docs/aanleveren

signaalwijzer: setup  ## write docs/signalen.md anew from the signals
	$(BIN)/python -m assets.signaalwijzer docs/signalen.md

$(LINT)/.ingericht: data_contracts/lint-requirements.lock
	test -x $(LINT)/bin/python || $(PYTHON) -m venv $(LINT)
	$(LINT)/bin/python -m pip install --quiet --require-hashes --requirement $<
	touch $@

plaatjes: setup chromium  ## look at the pages of the demo in a browser, as pictures in plaatjes/
	test -d $(DEMO)/uit || $(MAKE) run
	$(BIN)/python tests/plaatjes/plaatjes.py --uit $(DEMO)/uit --naar plaatjes

speel-overleg: setup chromium  ## play a meeting on the review page in a browser, as pictures in plaatjes/overleg/
	$(BIN)/python -m tests.plaatjes.overleg --naar plaatjes/overleg

bench-stad: setup  ## measure one week of a city of 60,000 pupils, into benchmarks/README.md
	$(BIN)/python benchmarks/stad.py

bench-inname: setup  ## measure the intake of ten million lesson rows, into benchmarks/README.md
	$(BIN)/python -m benchmarks.inname

bench-terug: setup  ## measure eighty weeks of a city of 60,000 pupils at once, into benchmarks/README.md
	$(BIN)/python -m benchmarks.terug

bench-alarm: setup  ## false alarms and rises seen, by size of school, into docs/statistiek.md and the city page
	$(BIN)/python -m benchmarks.alarm

bench-stadsverwachting: setup  ## how often a city falls within the interval of its page, into docs/statistiek.md
	$(BIN)/python -m benchmarks.stadsverwachting

bench-stadspagina: setup chromium  ## measure how fast the page of a city of 200 schools opens, into benchmarks/README.md
	$(BIN)/python -m benchmarks.stadspagina

bench-vrijgave: setup  ## measure the release of a Sunday with its audits by size of city, into benchmarks/README.md
	$(BIN)/python -m benchmarks.vrijgave

bench-voorspelling: setup  ## the forecast against a mean of four, and its interval, into docs/statistiek.md
	$(BIN)/python -m benchmarks.voorspelling

kill-toets: setup  ## kill fifty runs, run again, and compare with a run that was left alone
	$(BIN)/python -m tests.kill.kill

halfjaar: setup  ## play half a year of lists and decisions, and count again from csv and kernteam files what the pages say
	rm -rf tmp/halfjaar
	mkdir -p tmp/halfjaar
	$(BIN)/python -m tests.halfjaar.spelen tmp/halfjaar
	$(BIN)/python -m tests.halfjaar.narekenen tmp/halfjaar/aanlevering tmp/halfjaar/uit

muren: setup  ## break every wall of kamers.md in a copy, and see exactly its own test go red
	$(BIN)/python tests/muren/muren.py

lek-proef: setup  ## attack random cities as they are released, and write the table of docs/onthulling.md (hours; less with STEDEN=100 REEKSEN=4 WEKEN=8)
	$(BIN)/python -m tests.aanval.proef --steden $(or $(STEDEN),1000) --reeksen $(or $(REEKSEN),20) --weken $(or $(WEKEN),52)

mutaties: setup  ## plant faults in the SQL of the signals, see a test of the rules go red, and write docs/mutaties.md
	$(BIN)/python -m tests.mutaties.mutaties

# DAGSTER_HOME must be unset, otherwise Dagster does not read the dagster.yaml of this folder.
dev: setup  ## Dagster's own page, on the demo unless INBEELD_* say otherwise
	env -u DAGSTER_HOME \
	  INBEELD_AANLEVERING="$${INBEELD_AANLEVERING:-$(DEMO)/aanlevering}" \
	  INBEELD_MAGAZIJN="$${INBEELD_MAGAZIJN:-$(DEMO)/magazijn}" \
	  INBEELD_UIT="$${INBEELD_UIT:-$(DEMO)/uit}" \
	  INBEELD_SLEUTELS="$${INBEELD_SLEUTELS:-$(DEMO)/sleutels.json}" \
	  $(BIN)/dagster dev

# uv is needed here only, so it is not in the lock file: any uv on the path or in .venv will do. Extras are kept in the
# names, because pip with --require-hashes refuses an extra whose pin does not name it.
lock:  ## rebuild requirements.lock from pyproject.toml, and the lock file of `make contracten`
	PATH="$(BIN):$$PATH" uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --no-annotate --no-strip-extras --extra dev pyproject.toml -o requirements.lock
	PATH="$(BIN):$$PATH" uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --no-annotate --no-strip-extras data_contracts/lint-requirements.in \
	  -o data_contracts/lint-requirements.lock

chromium:
	@.ci/chromium
