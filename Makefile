# The usual calls of `briefs`, and the set-up of the machine they run on.
# Kept to what GNU make 3.81 understands, which is the one that macOS has.

PYTHON ?= python3
VENV ?= .venv
CAMPAIGN ?=
ID ?=
ARCHIVE ?=
JOBS ?=

ifneq "$(words $(VENV))" "1"
  $(error VENV is "$(VENV)": make needs a path without spaces)
endif

BRIEFS := $(VENV)/bin/briefs
IN := $(VENV)/bin/python -m
OPTIONS = $(if $(CAMPAIGN),--campaign '$(CAMPAIGN)') $(if $(JOBS),--jobs '$(JOBS)')
KEPT = $(if $(ID),'$(ID)') $(if $(ARCHIVE),--archive '$(ARCHIVE)') $(if $(JOBS),--jobs '$(JOBS)')

# What has to be there before a command can run: its libraries, and those of the tests.
RUN := $(VENV)/.installed
DEV := $(VENV)/.dev

# The stamp holds the folder that the environment was made for: an environment that was moved with
# its folder, or one whose Python has gone, is made anew. One that somebody else keeps complete
# (VENV=...) is used as it is.
MADE_FOR := $(shell test -x '$(VENV)/bin/python' && test ! -e '$(VENV)/.unfinished' && cat '$(VENV)/.installed' 2>/dev/null)
ifneq "$(MADE_FOR)" "$(CURDIR)"
  .PHONY: $(VENV)/.installed
  ifneq "$(origin VENV)" "file"
    ifeq "$(wildcard $(VENV)/.unfinished)" ""
      ifneq "$(wildcard $(VENV)/bin/briefs)" ""
        RUN :=
        ifneq "$(wildcard $(VENV)/bin/pytest)" ""
          DEV :=
        endif
      endif
    endif
  endif
endif

.PHONY: bench bench-long looks help briefs sops kpis all check check-ratio list schema test test-long lint formats archive verify doctor \
    fresh-machine fresh-workspace messages pictures clean faults faults-long reproduce many board yaml-suite

help:  ## show this list
	@echo "make TARGET [CAMPAIGN=id] [ID=id] [JOBS=n]"
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  %-14s %s\n", $$1, $$2 }' Makefile

briefs: $(RUN)  ## the briefs of one campaign (CAMPAIGN=id), or of all
	@$(BRIEFS) build '*.brief.*' $(OPTIONS)

sops: $(RUN)  ## the procedures
	@$(BRIEFS) build '*.sop.*' $(if $(JOBS),--jobs '$(JOBS)')

kpis: $(RUN)  ## the KPI one-pagers of one campaign (CAMPAIGN=id), or of all
	@$(BRIEFS) build '*.kpi.*' $(OPTIONS)

board: $(RUN)  ## a board of it all in the browser, as you edit; Ctrl+C closes it
	@$(BRIEFS) serve --open

all: $(RUN)  ## every document
	@$(BRIEFS) build $(OPTIONS)

check: $(RUN)  ## every problem in the content, nothing is built
	@$(BRIEFS) check $(if $(CAMPAIGN),--campaign '$(CAMPAIGN)')

list: $(RUN)  ## every document with its state and the reason
	@$(BRIEFS) list

archive: $(RUN)  ## keep what is in force forever (ID=id: one campaign or procedure)
	@$(BRIEFS) archive $(KEPT)

verify: $(RUN)  ## prove that archived versions are unchanged (ID=id: of one campaign or procedure)
	@$(BRIEFS) verify $(KEPT)

schema: $(RUN)  ## the schema that editors use to complete and explain the content
	@$(BRIEFS) schema

test: $(RUN) $(DEV)  ## the tests
	@$(IN) pytest

test-long: $(RUN) $(DEV)  ## the tests that disturb, mutate or repeat builds, or read the whole sample
	@$(IN) pytest -m long

lint: $(DEV)  ## style, types and the direction of imports
	@$(IN) ruff check .
	@$(IN) ruff format --check .
	@$(IN) mypy
	@$(VENV)/bin/lint-imports --no-logo

faults: $(RUN) $(DEV)  ## builds that are killed, starved and crowded; what is left is judged
	@$(IN) tools.faults

faults-long: $(RUN) $(DEV)  ## the same with every system call in turn
	@$(IN) tools.faults --long

many: $(RUN) $(DEV)  ## thirty partnerships in three markets and languages, built and archived whole
	@$(IN) tools.many

bench: $(RUN) $(DEV)  ## how long documents take beside what people use today, as ratios
	@.ci/bench-tools
	@$(IN) tools.bench

bench-long: $(RUN) $(DEV)  ## the same with more runs and 2,500 partnerships
	@.ci/bench-tools
	@$(IN) tools.bench --long

reproduce: $(RUN) $(DEV)  ## the same bytes, whatever the folder, locale, Python, fonts and so on
	@$(IN) tools.reproduce

messages: $(RUN)  ## the catalogs brought up to date with templates and problems
	@$(BRIEFS) messages

pictures: $(RUN) $(DEV)  ## the README's pictures, from the built documents
	@$(BRIEFS) build
	@.ci/format-tools
	@$(IN) tools.pictures

looks: $(RUN) $(DEV)  ## how pages look, recorded anew after somebody has looked at them
	@$(IN) tools.looks

check-ratio: $(RUN)  ## how long a check takes beside the import of what it needs
	@$(IN) tools.check_ratio

formats: $(DEV)  ## the built documents as other programs read them
	@$(IN) tools.formats build
	@$(IN) pytest -m system

yaml-suite: $(DEV)  ## each case of the public YAML test suite, which .ci/format-tools fetches
	@$(IN) tools.yaml_suite

doctor: $(RUN)  ## what this machine has, and what to type for the rest
	@$(BRIEFS) doctor

fresh-workspace: $(RUN) $(DEV)  ## a workspace from wheels alone: made, archived, and updated to a later program
	@$(IN) tools.fresh_workspace

fresh-machine: $(RUN) $(DEV)  ## a clone, and a workspace from wheels alone, on a bare Debian 12 (root and debootstrap needed)
	@bash .ci/fresh-machine clone
	@bash .ci/fresh-machine workspace

clean:  ## empty build/ (never archive/)
	@if test -d build; then find build -mindepth 1 ! -path build/.gitignore -delete; fi

$(VENV)/.installed: pyproject.toml constraints.txt
	@PYTHON='$(PYTHON)' GOALS='$(MAKECMDGOALS)' sh .ci/setup '$(VENV)'

$(VENV)/.dev: $(VENV)/.installed
	@PYTHON='$(PYTHON)' GOALS='$(MAKECMDGOALS)' sh .ci/setup '$(VENV)' dev
