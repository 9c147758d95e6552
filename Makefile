# On a fresh Debian 12 with nothing but Swift, `make demo` and `make test` install what else they need.

SWIFT ?= swift
RELEASE = $(SWIFT) build -c release --static-swift-stdlib
DIST ?= dist

.PHONY: help build demo test test-contained test-long lint format deb dist bench picture checks-page bench-files clean

help:
	@echo 'make demo    build Siaga and scan a room made of SSH servers on this machine'
	@echo 'make test    build everything and run every test'
	@echo 'make test-contained   after make test: the tests that need a right, once more without the rights of a container'
	@echo 'make test-long   the slow tests in full: damaged answers, races, faulty connections, ends at random moments'
	@echo 'make build   build everything for development'
	@echo 'make lint    check the format of every Swift file'
	@echo 'make format  put every Swift file into that format'
	@echo 'make deb     a Debian package in $(DIST)/'
	@echo 'make dist    the same as a .tar.gz'
	@echo 'make picture draw the screen that the README shows'
	@echo 'make checks-page  write docs/checks.md anew from the catalogue'
	@echo 'make bench   compare a scan of 100 hosts with the least that libssh2 needs'
	@echo 'make bench-files  compare files and the exam app to PCs with sftp, tar, Ansible and pyinfra'

build:
	packaging/install-packages build
	$(SWIFT) build

demo:
	packaging/install-packages build demo
	$(SWIFT) build --product siaga
	"$$($(SWIFT) build --show-bin-path)/siaga" demo

# Tests start servers and shells: more at once than this only makes each other's deadlines pass on a small machine.
TESTS_AT_ONCE ?= 6

RUN_TESTS = $(SWIFT) test --skip-build --experimental-maximum-parallelization-width $(TESTS_AT_ONCE)

# Ends with what was skipped, and why. Tests that declare a need leave their places in .build/needs.
test:
	packaging/install-packages build test
	packaging/install-python .build/python & python=$$!; $(SWIFT) build --build-tests && wait $$python
	rm -f .build/needs
	SIAGA_NEEDS="$$PWD/.build/needs" .ci/summary .build/test.log $(RUN_TESTS)

# What a container without privileges withholds from its root (capabilities(7)).
WITHHELD = -sys_admin,-net_admin,-sys_time,-sys_ptrace
CONTAINED = setpriv --bounding-set=$(WITHHELD) --inh-caps=$(WITHHELD)

# Each of these passes, or is skipped and says why: nothing fails, nothing hangs.
test-contained:
	@if $(CONTAINED) true 2>/dev/null; then \
		SIAGA_RACES=10 $(CONTAINED) .ci/summary .build/test-contained.log \
			$(RUN_TESTS) --filter "$$(sort -u .build/needs | paste -sd '|')"; \
	else \
		echo 'note: this account may not withhold rights from itself; as root: make test-contained'; \
	fi

# What is random or slow, in full: 10,000 damaged answers, 2,000 races, 1,000 faulty connections, 100 killed runs, a line of
# 1 Mb/s. `make test` tries a few of each, .ci/run a tenth.
LONG_SUITES = Damaged|Hostile|FaultyConnections|Killed|CutLine|SlowLine|SilentHosts|EngineFuzz|MutatingServer

LONG = SIAGA_LONG=1 SIAGA_MUTATIONS=10000 SIAGA_RACES=2000 SIAGA_CONNECTIONS=1000 SIAGA_KILLS=100 SIAGA_FUZZ_SECONDS=60

test-long:
	packaging/install-packages build test
	$(SWIFT) build --build-tests
	.ci/summary .build/test-long.log env $(LONG) $(RUN_TESTS) --filter '$(LONG_SUITES)'

lint:
	git ls-files -z '*.swift' | xargs -0 $(SWIFT) format lint --strict --parallel

format:
	git ls-files -z '*.swift' | xargs -0 $(SWIFT) format --in-place --parallel

# The static RE2, unless it needs Abseil besides (as from Debian 13 on).
deb dist: export SIAGA_RE2 = $(shell pkg-config --static --libs re2 | grep -q absl && echo re2 || echo :libre2.a)

deb dist: packages-to-build-for-users
	$(RELEASE) --product siaga
	packaging/$(if $(filter deb,$@),make-deb,make-tar) "$$($(RELEASE) --show-bin-path)/siaga" $(DIST)

.PHONY: packages-to-build-for-users
packages-to-build-for-users:
	packaging/install-packages build package

picture:
	packaging/install-packages build demo picture
	$(SWIFT) build --product siaga
	docs/picture "$$($(SWIFT) build --show-bin-path)/siaga" > docs/siaga-demo.svg

checks-page:
	packaging/install-packages build
	$(SWIFT) build --product siaga
	"$$($(SWIFT) build --show-bin-path)/siaga" check list --format markdown > docs/checks.md

bench:
	packaging/install-packages build demo
	for product in siaga siaga-benchmark Floor; do $(RELEASE) --product $$product || exit 1; done
	for checks in core all; do "$$($(RELEASE) --show-bin-path)/siaga-benchmark" --checks $$checks $(BENCH) || exit 1; done

bench-files:
	packaging/install-packages build demo bench
	packaging/install-python .build/peers python-peers
	for product in siaga siaga-benchmark; do $(RELEASE) --product $$product || exit 1; done
	"$$($(RELEASE) --show-bin-path)/siaga-benchmark" transfer
	"$$($(RELEASE) --show-bin-path)/siaga-benchmark" app --peers "$$PWD/.build/peers/bin"

clean:
	rm -rf .build $(DIST)
