.PHONY: help set-up build test lint format demo demo-check demo-stop-member

formatted = Sources Tests Demo Package.swift
scripts = scripts/set-up .ci/run Demo/build-members Demo/run-members Demo/port-holder Demo/demo

help:
	@echo 'make demo                       six catalogues of an alliance and the gateway over them; says what to try'
	@echo 'make demo-stop-member M=cwnu    stops one of them, while the demo runs'
	@echo 'make demo-check                 runs the demo and the commands it names, and checks the answers'
	@echo 'make test                       set-up, lint, build, tests: what CI runs'
	@echo 'make build                      the release build, in .build/release'
	@echo 'make lint, make format          checks the style, mends it'
	@echo 'make set-up                     installs what is missing (Debian), with apt-get'

set-up:
	@scripts/set-up

build: set-up
	swift build -c release

test: set-up lint
	swift build --build-tests
	swift test --skip-build

lint:
	swift format lint --strict --parallel --recursive $(formatted)
	for script in $(scripts); do sh -n "$$script" || exit 1; done

format:
	swift format --in-place --parallel --recursive $(formatted)

demo: build
	@Demo/demo

demo-check: build
	@Demo/demo check

demo-stop-member:
	@Demo/demo stop-member "$(M)"
