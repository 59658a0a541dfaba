# Every target stands alone in a fresh clone: it makes what it needs. `make help` lists them.

PYTHON ?= python3
PIP = -m pip --disable-pip-version-check --quiet install
BIN = .venv/bin
# The index tests run once more, in an environment of its own, against the other distribution of whoosh.
OTHER = .venv-whoosh-reloaded
# What the benches measure vbparse beside.
REFERENCES = .venv-references
# What a user gets: the built package and what it declares, no tool of ours.
BARE = .venv-bare

help:
	@echo 'make install  a .venv from the lock file'
	@echo 'make demo     ingest the fixtures, search them, show one'
	@echo 'make test     the tests, then those of the index against the other whoosh'
	@echo 'make check    ruff, mypy, import-linter, lengths, a bare installation'
	@echo 'make torture  kill -9, power loss, full disks, readers and writers at once, fuzz: ten times the size'
	@echo 'make bench    start-up and speed'
	@echo 'make lock     the lock files, made anew (needs uv)'
	@echo 'make clean    remove all that the above made'

install: .venv/installed

# Rebuilt from nothing when its lock changes, so that what the lock dropped is gone.
%/locked:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("vbparse needs Python 3.11 or later: make PYTHON=...")'
	$(PYTHON) -m venv --clear $*
	$*/bin/python $(PIP) --require-hashes -r $<
	@touch $@

.venv/locked: requirements-dev.lock
$(OTHER)/locked: requirements-whoosh-reloaded.lock
$(REFERENCES)/locked: requirements-references.lock
$(BARE)/locked: requirements.lock

%/installed: %/locked pyproject.toml
	$*/bin/python $(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/installed
	@rm -rf .demo
	$(call show,vbparse ingest fixtures/)
	$(call show,vbparse search "Chỉ thị 32")
	$(call show,vbparse show 84-KH/BTGTU --json)

# A command as one would type it, then what it prints.
show = @printf '\n$$ %s\n' '$(1)'; PATH="$(CURDIR)/$(BIN):$$PATH" VBPARSE_ARCHIVE=.demo $(1)

# A process a core; each begins with half of the files, for the tests of one share what is dear to make.
SIDE_BY_SIDE = -n auto --dist worksteal

test: .venv/installed $(OTHER)/installed
	$(BIN)/pytest $(SIDE_BY_SIDE)
	$(OTHER)/bin/pytest $(SIDE_BY_SIDE) tests/index

torture: .venv/installed
	VBPARSE_TORTURE=10 $(BIN)/pytest $(SIDE_BY_SIDE) tests/torture tests/doctor tests/ingest/test_no_correction_lost.py

check: .venv/installed $(BARE)/locked
	$(BIN)/ruff check . .ci
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python .ci/lengths.py
	$(BARE)/bin/python $(PIP) --no-deps --no-build-isolation --force-reinstall .
	$(BARE)/bin/vbparse --help >/dev/null
	$(BARE)/bin/vbparse parse --jsonl fixtures/ >/dev/null

bench: .venv/installed $(REFERENCES)/locked
	@$(BIN)/python -m compileall -q vbparse
	@for figure in tests/bench/[a-z]*.py; do $(BIN)/python -m tests.bench.$$(basename $$figure .py) || exit; done

LOCK_ALONE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --upgrade \
	--custom-compile-command 'make lock'
LOCK = $(LOCK_ALONE) --group build pyproject.toml

lock:
	$(LOCK) -o requirements.lock
	$(LOCK) -c requirements.lock --group test --group check -o requirements-dev.lock
	$(LOCK) -c requirements.lock --group test --group other-whoosh --no-emit-package whoosh3 \
		-o requirements-whoosh-reloaded.lock
	$(LOCK_ALONE) -c requirements-dev.lock --group build --group references -o requirements-references.lock

clean:
	rm -rf .venv .venv-* .demo .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find vbparse tests -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help install demo test torture check bench lock clean
# The stamps are worth keeping, though make sees them as steps on the way.
.PRECIOUS: %/locked %/installed
