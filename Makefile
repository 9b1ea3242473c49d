# Every target works on a fresh Debian or Ubuntu: it installs what is missing first.

SHELL := /bin/bash
PROGRAM := .build/release/latentty
SWIFT_SOURCES := Package.swift Sources Tests
# The models that travel with the program; each is trained by the recipe of the same name.
MODELS := galaxies qcf-sigma1 qcf-sigma2 fluid

.DEFAULT_GOAL := help
.PHONY: help run test quick fuzz lint format assets docs widths bench clean build libraries

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

run: build  ## build and open the program; ARGS="..." are its arguments
	@$(PROGRAM) $(ARGS)

test:  ## build and run every test; ARGS="--filter Name" runs some
	@.ci/install-packages for-tests
	@swift build --build-tests
	@swift test --skip-build --disable-xctest $(ARGS)

quick:  ## build and run the tests that start no program of their own, in half the time
	@.ci/install-packages for-tests
	@swift build --build-tests
	@swift test --skip-build --disable-xctest --skip 'EndToEndTests|FuzzingTests|TerminalTests'

fuzz:  ## look for inputs that break a reader; SECONDS=60 in total, TARGETS="png csv" for some
	@.ci/install-packages
	@.ci/fuzz $(or $(SECONDS),60) $(TARGETS)

lint:  ## complain about style; changes nothing
	@swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)

format:  ## rewrite the sources in the house style
	@swift format --in-place --recursive --parallel $(SWIFT_SOURCES)

assets: $(MODELS:%=train-%)  ## train the bundled models again, from their recipes

widths:  ## regenerate the table of East Asian widths from this system's Unicode data
	@.ci/install-packages for-widths
	@.ci/widths

docs: build  ## regenerate the pages that are made from the program's tables
	@.ci/reference $(PROGRAM)

bench: build  ## measure speed; ARGS="train --json" chooses what and how
	@.ci/install-packages for-bench
	@$(PROGRAM) bench $(or $(ARGS),all)

clean:  ## remove what was built
	rm -rf .build .build-fuzz

build: libraries
	@swift build --configuration release --product latentty

libraries:
	@.ci/install-packages

# Always from the start: the time stamps of a checkout say nothing about what a model was trained with.
.PHONY: $(MODELS:%=train-%)
$(MODELS:%=train-%): train-%: build
	rm -rf runs/assets/$*
	$(PROGRAM) train assets/recipes/$*.toml --out runs/assets/$*
	mkdir -p assets/models
	cp runs/assets/$*/latest.safetensors assets/models/$*.safetensors
