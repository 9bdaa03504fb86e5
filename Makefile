# `make quickstart` on a fresh machine sets up, builds and runs the whole road; `make test` builds and tests everything.

SHELL := /bin/bash
PREFIX ?= $(HOME)/.local
CONFIGURATION ?= release
SWIFT_FLAGS := --explicit-target-dependency-import-check error
PROGRAMS := atelier atelierd atelier-runner

.PHONY: quickstart python-tour build debug test bench screenshots install uninstall fuzz format clean setup

## Everything a fresh Debian machine with a Swift toolchain needs, a build, and the tour on real data, which is offline.
quickstart: build
	@Examples/quickstart.sh .build/$(CONFIGURATION)/atelier

## The tour with a Python environment of one's own, whose packages come from PyPI.
python-tour: build
	@Examples/wine/tour.sh .build/$(CONFIGURATION)/atelier

build: setup
	swift build -c $(CONFIGURATION) $(SWIFT_FLAGS)

debug: setup
	swift build $(SWIFT_FLAGS)

## Unit, door and end-to-end tests. Those that need PyPI run when ATELIER_TEST_PYPI=1, as CI has it.
test: setup
	swift build --build-tests $(SWIFT_FLAGS)
	@scripts/test.sh

bench: build
	@Benchmarks/run.sh .build/$(CONFIGURATION)

## Draws the pictures of the README from the real renderer and an imagined box.
screenshots: setup
	@command -v rsvg-convert >/dev/null || { apt-get update -qq && apt-get install -y -qq librsvg2-bin fonts-dejavu-core >/dev/null; }
	swift build --build-tests $(SWIFT_FLAGS)
	@rm -f screenshots/*.svg screenshots/*.png
	@ATELIER_SCREENSHOTS=$(CURDIR)/screenshots swift test --skip-build --filter ScreenshotTests
	@for picture in screenshots/*.svg; do rsvg-convert "$$picture" -o "$${picture%.svg}.png" || exit 1; done

## Gives the readers of requests and models made-up bytes for a minute (`SECONDS_TO_RUN=600 make fuzz` for longer).
fuzz: setup
	@scripts/fuzz.sh

install: build
	install -d $(PREFIX)/bin
	install -m 755 $(addprefix .build/$(CONFIGURATION)/,$(PROGRAMS)) $(PREFIX)/bin

uninstall:
	rm -f $(addprefix $(PREFIX)/bin/,$(PROGRAMS))

format:
	swift format --in-place --recursive Sources Tests Package.swift

clean:
	rm -rf .build

setup:
	@scripts/setup.sh
