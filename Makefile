# The tasks of everyday work. `make help` lists them.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# The machine is given to one task at a time: cargo, npm and the browser each take all of it.
.NOTPARALLEL:

TARGET := $(or $(CARGO_TARGET_DIR),target)
FUZZ_SECONDS ?= 60
FUZZ_TARGETS := procedures_csv measurements_csv decode view_query statement robots phone headers backup

# Everything the pages are styled and moved by, save what is downloaded or made.
ASSET_SOURCES := $(shell find assets \( -name node_modules -o -name dist -o -name axe \) -prune -o -type f -print 2>/dev/null)

# A heading before each stage, with the seconds since the first: what a stage prints last is its runner's own line.
START := $(or $(PARVIS_START),$(shell date +%s))
export PARVIS_START := $(START)
stage = @printf '\n== %s (at %s s)\n' '$(1)' "$$(( $$(date +%s) - $(START) ))"

.PHONY: help
help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: assets ## start Parvis with the shipped demonstration data
	@scripts/setup rust cc
	cargo run --release --locked -p parvis -- serve --demo

.PHONY: test
test: check unit e2e faults-short ## everything: check, both engines, the product in a browser, the product broken on purpose

.PHONY: check
check: assets ## formatting, lints, licences and sources of the dependencies
	$(call stage,check)
	@scripts/setup rust cc cargo-deny
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo clippy --locked -p parvis-telemetry --features otel -- -D warnings
	cargo deny --locked check --hide-inclusion-graph bans licenses sources

# One build makes the tests and the program that `e2e` drives: asked for apart, the program would be built with
# other features of its dependencies, and nearly everything twice.
.PHONY: build-tests
build-tests: assets
	$(call stage,build)
	@scripts/setup rust cc
	cargo build --locked --workspace --bins --tests

.PHONY: unit
unit: build-tests e2e/provider/node_modules ## unit, integration and documentation tests, on SQLite and PostgreSQL
	$(call stage,tests on both engines)
	@scripts/setup chromium headless
	@scripts/postgres start
	@trap 'scripts/postgres stop' EXIT
	env=$$(scripts/postgres env)
	export "$$env" PARVIS_TEST_REQUIRE_POSTGRES=1 PARVIS_TEST_PROVIDER='$(CURDIR)/e2e/provider'
	if cargo nextest --version >/dev/null 2>&1; then
	    cargo nextest run --locked --workspace --profile ci
	else
	    cargo test --locked --workspace --no-fail-fast --bins --tests
	fi
	cargo test --locked --workspace --doc

.PHONY: e2e
e2e: build-tests e2e/node_modules ## the whole product in a browser
	$(call stage,end to end)
	@scripts/setup node chromium
	cd e2e && PARVIS_BIN='$(abspath $(TARGET))/debug/parvis' node --test

e2e/node_modules: e2e/package-lock.json
	@scripts/setup node
	(cd e2e && npm ci --no-audit --no-fund)
	touch $@

# The OpenID Connect provider that sign-in is tested against.
e2e/provider/node_modules: e2e/provider/package-lock.json
	@scripts/setup node
	(cd e2e/provider && npm ci --no-audit --no-fund)
	touch $@

# The database of the tests, without their settings of speed: what is killed here is the program, not the server.
.PHONY: faults-short
faults-short: build-tests ## a minute or less of each way to break the product
	$(call stage,faults)
	@scripts/setup cluster python
	@scripts/postgres start
	@trap 'scripts/postgres stop' EXIT
	env=$$(scripts/postgres env)
	export "$$env" PARVIS_BIN='$(abspath $(TARGET))/debug/parvis'
	'$(TARGET)/debug/faults' --short
	tests/faults/interface 20

.PHONY: faults
faults: assets ## break the product on purpose, for hours; FAULTS names ways: kill cluster restore rolling load disk clock mail
	$(call stage,faults)
	@scripts/setup rust cc cluster python
	cargo build --release --locked -p parvis -p parvis-faults
	@scripts/postgres start
	@trap 'scripts/postgres stop' EXIT
	env=$$(scripts/postgres env)
	export "$$env" PARVIS_BIN='$(abspath $(TARGET))/release/parvis'
	'$(TARGET)/release/faults' $(FAULTS)
	$(if $(FAULTS),,tests/faults/interface 600)
	$(if $(FAULTS),,$(MAKE) fuzz FUZZ_SECONDS=600)

.PHONY: assets
assets: assets/dist ## build the styles and scripts of the pages, if they changed

assets/dist: $(ASSET_SOURCES)
	$(call stage,assets)
	@scripts/setup node
	(cd assets && npm ci --no-audit --no-fund && node build.mjs)
	touch $@

.PHONY: bench
bench: assets ## measure the hot paths
	@scripts/setup rust cc
	cargo bench --locked -p parvis-bench -- $(BENCH)

# RUSTC_BOOTSTRAP lets the stable compiler take the sanitizer flags that cargo-fuzz passes.
.PHONY: fuzz
fuzz: ## feed each parser with hostile bytes for FUZZ_SECONDS (60) seconds
	@scripts/setup rust cc cargo-fuzz
	for target in $(FUZZ_TARGETS); do
	    RUSTC_BOOTSTRAP=1 cargo fuzz run "$$target" -- -max_total_time=$(FUZZ_SECONDS) -max_len=65536
	done

# What goes into the package stands in crates/parvis/Cargo.toml; the same commit gives the same times.
.PHONY: deb
deb: assets ## the package for Debian and Ubuntu, in target/debian
	$(call stage,package)
	@scripts/setup rust cc cargo-deb
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct 2>/dev/null || date +%s)
	export SOURCE_DATE_EPOCH
	package=$$(cargo deb --locked -p parvis | tail -n1)
	scripts/package-check "$$package"
	printf '%s\n' "$$package"

.PHONY: sbom
sbom: ## the list of what a release is made of, CycloneDX, in target/sbom
	$(call stage,bill of materials)
	@scripts/setup rust cargo-cyclonedx
	cargo cyclonedx --quiet --format json --spec-version 1.5 --describe crate --target x86_64-unknown-linux-gnu \
	    --manifest-path crates/parvis/Cargo.toml
	mkdir -p '$(TARGET)/sbom'
	mv crates/parvis/*.cdx.json '$(TARGET)/sbom/parvis.cdx.json'
	find crates benches tests -name '*.cdx.json' -delete
	printf '%s components: %s\n' "$$(grep -c '"purl"' '$(TARGET)/sbom/parvis.cdx.json')" '$(TARGET)/sbom/parvis.cdx.json'

# Apart from `check`: the database of advisories is another host's, asked for anew each time.
.PHONY: audit
audit: ## known weaknesses of the dependencies; needs the network
	$(call stage,audit)
	@scripts/setup rust cargo-deny
	if out=$$(cargo deny --locked check --hide-inclusion-graph advisories 2>&1); then
	    printf '%s\n' "$$out"
	elif grep -qE 'failed to fetch advisory database' <<<"$$out"; then
	    printf 'audit: NOT DONE: the database of advisories (github.com/rustsec/advisory-db) cannot be reached\n' >&2
	    exit 3
	else
	    printf '%s\n' "$$out" >&2
	    exit 1
	fi

# Recipes are whole scripts: a variable or a trap of one line holds in the next.
.ONESHELL:
