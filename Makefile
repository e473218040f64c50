# Everything a person or CI runs. Only Python 3.11+, make and git are assumed; the rest goes into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
PORT ?= 8000
UV_COMPILE := $(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock"

# The folder of a company's own layer, and the configuration to build from.
COMPANY ?= $(wildcard company)
export COMPANY
CONFIG = $(if $(COMPANY),build/company/mkdocs.yml,mkdocs.yml)
# Tests are about the handbook as it comes, also where a company's folder stands beside it, as in CI. Both kinds of
# goals need site/ and the checks, which are made once: whose they are is one answer for all goals.
AS_IT_COMES := test test-browsers judges engines published bench-pages bench-load
WITH_COMPANY := serve site check zip shots links-external
ifneq ($(filter $(AS_IT_COMES),$(MAKECMDGOALS)),)
ifneq ($(and $(COMPANY),$(filter $(WITH_COMPANY),$(MAKECMDGOALS))),)
$(error $(filter $(WITH_COMPANY),$(MAKECMDGOALS)): with the folder $(COMPANY); \
	$(filter $(AS_IT_COMES),$(MAKECMDGOALS)): without it. Make them one after the other, each kind by itself)
endif
override COMPANY :=
endif

# What Zensical builds without.
OF_MKDOCS := mkdocs mkdocs-get-deps mkdocs-macros-plugin mkdocs-material mkdocs-material-extensions mkdocs-redirects properdocs

# Announcements of other projects, of which README.md says what they mean here; every warning about this one still stops the build.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.DEFAULT_GOAL := help

.PHONY: help
help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: serve
serve: $(VENV)/site.done ## show the handbook on http://127.0.0.1:8000 and follow every change
	@$(PY) -m macros serve --port $(PORT)

.PHONY: site
site: $(VENV)/site.done ## build the handbook into site/, strictly, and check all of it
	$(if $(COMPANY),$(PY) -m macros company build)
	$(PY) -m mkdocs build --strict --config-file $(CONFIG)
	$(PY) -m macros check --site site

.PHONY: test
test: $(VENV)/test.done check site browser ## run every check and test
	$(PY) -m pytest --numprocesses auto --dist worksteal --durations 10 --durations-min 5 --site=site

.PHONY: check
check: $(VENV)/test.done ## data, style of code and words, types: seconds
	$(PY) -m macros check --trees --reviews
	$(PY) -m macros schema --check
	$(PY) -m tests.floor
	$(PY) -m tests.looks
	$(BIN)/oxlint overrides/assets/js macros/templates/serve.js macros/exports/stems/german.js
	$(PY) -m tests.types overrides/assets/js macros/templates/serve.js macros/exports/stems/german.js
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

.PHONY: format
format: $(VENV)/test.done ## format the code and mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: browser
browser: $(VENV)/test.done # find the browser for the tests, or install one
	@$(PY) -m tests.browser.chromium

.PHONY: test-browsers
test-browsers: site $(VENV)/test.done ## walk the site in real Firefox and in WebKit, Safari's engine; Linux
	@$(PY) -m tests.browsers.engines
	$(PY) -m pytest tests/browsers/walk.py tests/browsers/sheets.py --numprocesses 2 --dist loadgroup --durations 5 --site=site

.PHONY: judges
judges: site browser ## ask judges of other houses, Nu, EPUBCheck (both need Java) and IBM's, about what is built
	$(PY) -m tests.judges site $(VENV)/judges

.PHONY: zip
zip: site ## build/difficult-clients-handbook.zip, which opens from a disk
	$(PY) -m macros zip site build/difficult-clients-handbook.zip

.PHONY: bench
bench: $(VENV)/test.done ## measure builds, and print ratios
	$(PY) -m tests.bench

.PHONY: bench-pages
bench-pages: $(VENV)/test.done ## measure visits: requests, kB, layout shift, and Lighthouse's scores
	$(PY) -m tests.bench_pages --lighthouse $(VENV)/lighthouse

.PHONY: bench-search
bench-search: $(VENV)/test.done $(VENV)/pagefind ## measure the search beside Pagefind
	$(PY) -m tests.bench_search

.PHONY: bench-load
bench-load: site $(VENV)/test.done ## how many readers one small server carries; needs nginx and wrk
	$(PY) -m tests.bench_load site

.PHONY: engines
engines: $(VENV)/test.done $(VENV)/zensical.done browser ## build with MkDocs, ProperDocs and Zensical, and compare
	$(PY) -m tests.engines

.PHONY: shots
shots: site browser ## photograph every kind of page, three widths, light and dark, into shots/
	$(PY) -m tests.shots site shots

.PHONY: published
published: site $(VENV)/test.done ## promise the new addresses of this build: add them to tests/published.txt
	$(PY) -m tests.published --add site

.PHONY: links-external
links-external: site $(VENV)/test.done ## ask the network whether the links to other sites still work
	$(PY) -m tests.links site --external

.PHONY: schema
schema: $(VENV)/site.done ## write the JSON Schemas that editors use
	$(PY) -m macros schema

.PHONY: map
map: $(VENV)/test.done ## draw the house from its imports into macros/MAP.md
	$(PY) -m tests.house

.PHONY: floor
floor: $(VENV)/site.done ## learn from MDN's newest data what the oldest browsers know; needs npm
	cd $(VENV) && npm pack --silent @mdn/browser-compat-data
	tar -xzf $(VENV)/mdn-browser-compat-data-*.tgz -C $(VENV) package/data.json
	$(PY) -m tests.floor.learn $(VENV)/package/data.json
	rm -r $(VENV)/package $(VENV)/mdn-browser-compat-data-*.tgz

.PHONY: lock
lock: $(VENV)/site.done ## compile requirements/ from pyproject.toml, with hashes
	$(PY) -m pip install --quiet uv
	$(UV_COMPILE) --output-file requirements/site.txt
	$(UV_COMPILE) --group test --constraint requirements/site.txt --output-file requirements/test.txt
	$(UV_COMPILE) tests/zensical.in --constraint requirements/site.txt --output-file tests/zensical.txt \
		$(addprefix --no-emit-package ,$(OF_MKDOCS))

.PHONY: site-lowest
site-lowest: $(VENV)/site.done # build with the lowest versions that pyproject.toml allows, in a folder of their own
	$(PY) -m pip install --quiet uv
	$(PYTHON) -m venv $(VENV)/lowest
	$(BIN)/uv pip install --quiet --python $(VENV)/lowest/bin/python --resolution lowest-direct -r pyproject.toml
	$(VENV)/lowest/bin/python -m mkdocs build --strict --site-dir $(VENV)/lowest/built

.PHONY: clean
clean: ## remove everything that was made
	rm -rf $(VENV) site build shots .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The stamps are newer than the requirements they were installed from, so that a change is noticed.
# Pip hears of hashes only: nothing is installed that is not locked.
$(VENV)/pip.done:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=..." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/site.done: $(VENV)/pip.done requirements/site.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	@touch $@

# For comparison alone, and so in a folder of its own that no test needs.
$(VENV)/pagefind: $(VENV)/pip.done
	$(PY) -m pip install --quiet --disable-pip-version-check --target $@ 'pagefind[extended]==1.5.2'

# An engine without MkDocs: what it cannot find here, the handbook does not need. It is for `make engines` alone.
$(VENV)/zensical.done: $(VENV)/pip.done tests/zensical.txt
	$(PYTHON) -m venv --clear $(VENV)/zensical
	$(VENV)/zensical/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/zensical.txt
	@touch $@

$(VENV)/test.done: $(VENV)/site.done requirements/test.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@
