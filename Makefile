# asynclint - GNU make. `make help` lists the targets; everything built goes to build/.

CC ?= cc
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share
PKG_CONFIG ?= pkg-config
# The page that findings link to; the rule's id is added as its anchor.
DOCS_URL ?= https://github.com/asynclint/asynclint/blob/main/docs/rules.md
FUZZ_SECONDS ?= 60
MUTANTS ?= 200
SEED ?= 1
FUZZ_CC ?= clang

BUILD := build$(if $(SAN),/san)$(if $(TSAN),/tsan)$(if $(COVERAGE),/coverage)$(if $(FUZZ),/fuzz)
MODULES := grammars/node_modules
RUNTIME := $(MODULES)/tree-sitter/vendor/tree-sitter/lib
GRAMMARS := $(addprefix $(MODULES)/,tree-sitter-python/src tree-sitter-javascript/src \
	tree-sitter-typescript/typescript/src tree-sitter-typescript/tsx/src \
	@tree-sitter-grammars/tree-sitter-toml/src)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wpointer-arith -Wcast-qual -Wformat=2 -Wundef -Wvla \
	-Wimplicit-fallthrough -Wno-missing-field-initializers $(if $(WERROR),-Werror)
SANITIZE := $(strip $(if $(SAN)$(FUZZ),-fsanitize=address -fsanitize=undefined \
	-fno-sanitize-recover=all -fno-omit-frame-pointer) \
	$(if $(TSAN),-fsanitize=thread) $(if $(COVERAGE),--coverage))
# What the fuzzers go by: our branches, not the tables of the grammars.
COVERED := -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp
HARDENING := $(if $(SANITIZE),,-D_FORTIFY_SOURCE=2) -fstack-protector-strong -fPIE
CFLAGS ?= $(if $(COVERAGE),-O0,$(if $(SAN)$(TSAN),-O1,-O2)) -g
OWN_CPPFLAGS := -Iinclude -Ilsp -I$(BUILD) -I$(RUNTIME)/include -D_GNU_SOURCE
CPPFLAGS += $(OWN_CPPFLAGS) -DDOCS_URL='"$(DOCS_URL)"'
OWN_CFLAGS = -std=c11 $(if $(FUZZ),-w,$(WARNINGS)) $(HARDENING) $(SANITIZE) $(if $(FUZZ),$(COVERED)) $(shell $(PKG_CONFIG) --cflags jansson)
LINK = $(CC) $(CFLAGS) $(SANITIZE) -pie -Wl,-z,relro,-z,now $(LDFLAGS)
LIBS = $(shell $(PKG_CONFIG) --libs jansson) -lpthread

RULES := $(sort $(wildcard lsp/rules/*.c))
SOURCES := $(filter-out lsp/main.c,$(wildcard lsp/*/*.c)) $(wildcard grammars/*.c)
FOREIGN := $(RUNTIME)/src/lib.c $(GRAMMARS:%=%/parser.c) $(GRAMMARS:%=%/scanner.c)
UNIT := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/test_*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SHARED := $(filter-out tests/fuzz/fuzz_% tests/fuzz/run_%,$(wildcard tests/fuzz/*.c))
OURS := $(wildcard include/*/*.h lsp/*.c lsp/*/*.[ch] grammars/*.[ch] tests/unit/*.[ch] tests/fuzz/*.[ch] tests/bench/*.c)
# For recipes that call make: all cores, unless the user said how many.
PARALLEL = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))
# One sentence that says which command installs what is missing.
missing = echo "asynclint: $(1) missing; to install: $(2) (./setup.sh does all set-up)" >&2; exit 1;
require = command -v $(1) >/dev/null || { $(call missing,$(1) is,apt-get install $(2)) };
require-library = $(PKG_CONFIG) --exists $(1) || { $(call missing,$(1) is,apt-get install $(2)) };

all: $(BUILD)/asynclint build/compile_flags.txt ## build build/asynclint (SAN=1: with sanitizers, build/san/; WERROR=1)

$(BUILD)/asynclint: $(BUILD)/lsp/main.o $(BUILD)/libasynclint.a
	$(LINK) -o $@ $^ $(LIBS)

$(BUILD)/libasynclint.a: $(SOURCES:%.c=$(BUILD)/%.o) $(FOREIGN:%.c=$(BUILD)/%.o)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c | need-components $(BUILD)/rules.def
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(OWN_CFLAGS) -MMD -MP -c -o $@ $<

# The runtime and the grammars are compiled as they come, without our warnings; anew when
# their pins change, since the files of npm packages carry no useful dates. Some scanners
# take memory by calloc, and do not look whether they got it.
$(BUILD)/$(MODULES)/%.o: $(MODULES)/%.c grammars/package-lock.json | need-components
	@mkdir -p $(@D)
	$(CC) -w -O2 -DNDEBUG -DTREE_SITTER_REUSE_ALLOCATOR -Dcalloc=parse_calloc -fPIE $(SANITIZE) -I$(RUNTIME)/include -I$(RUNTIME)/src -I$(<D) -c -o $@ $<

$(FOREIGN): | need-components ; # a missing one is need-components' to tell

# Rewritten only when it changes, so that a rule removed is noticed too.
$(BUILD)/rules.def: FORCE
	@mkdir -p $(@D); printf '%s\n' $(patsubst lsp/rules/%.c,'RULE(%)',$(RULES)) >$@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

$(UNIT): %: %.o $(BUILD)/libasynclint.a
	$(LINK) -o $@ $^ $(LIBS) -lcmocka

unit: $(UNIT)

$(BUILD)/bench_%: $(BUILD)/tests/bench/%.o $(BUILD)/libasynclint.a
	$(LINK) -o $@ $^ $(LIBS)

build/compile_flags.txt: Makefile # for clangd
	@mkdir -p build; printf '%s\n' -std=c11 $(subst -I,-I$(CURDIR)/,$(OWN_CPPFLAGS)) >$@

test: need-test-components ## build with and without sanitizers and run all tests
	+@$(MAKE) -s --no-print-directory $(PARALLEL) all
	+@$(MAKE) -s --no-print-directory $(PARALLEL) SAN=1 all unit
	@tests/run

vscode: ## build/asynclint.vsix, the extension of VS Code; with TARGET=linux-x64, and PROGRAM, one that brings the program
	@tests/packages editors/vscode && cd editors/vscode && npm run --silent package -- \
		$(if $(TARGET),--target $(TARGET) --program $(abspath $(or $(PROGRAM),build/asynclint)))

test-editors: all need-node ## the tours of VS Code, Neovim and Emacs; installs what tests/editors/install does
	@tests/editors/install && EDITORS_REQUIRED=1 ASYNCLINT=build/asynclint tests/run editors

# One in SPARSE of what tests repeat, where each costs fifty times as much. What is left out measures memory or time.
SPARSE ?= 40
VALGRIND_TESTS ?= lifecycle framing encodings sync diagnostics actions commands hover notebooks settings program \
	workspace sessions transport parity formats robustness malformed
VALGRIND := tests/protocol/valgrind
valgrind: all need-node ## tests of the protocol, and fixes of all fixtures, under valgrind, which looks for leaks too
	@$(call require,valgrind,valgrind) rm -rf build/test/valgrind.* build/test/fixtures; mkdir -p build/test; \
		cp -r tests/rules build/test/fixtures && cd build/test/fixtures && \
		../../../$(VALGRIND) check --fix --unsafe-fixes --no-config --exit-zero --quiet . >/dev/null
	@ASYNCLINT=$(VALGRIND) PATIENCE=120000 SPARSE=$(SPARSE) \
		node --test $(VALGRIND_TESTS:%=tests/protocol/%.test.mjs) && ! grep -l . build/test/valgrind.*

soak: all need-node ## 10,000 edits, 1,000 openings, files cut at every byte: memory and descriptors stay
	@SOAK=1 ASYNCLINT=build/asynclint node --test tests/protocol/soak.test.mjs tests/protocol/robustness.test.mjs

demo: all need-node ## show the main job on the examples in docs/examples/
	@tests/demo/run

check: all need-node ## format, clang-tidy, cppcheck, layers, limits, generated files
	@FLAGS="-std=c11 $(OWN_CPPFLAGS)" tests/house/run

analyzer: all ## what gcc -fanalyzer says of our sources: nothing
	@FLAGS="-std=c11 $(OWN_CPPFLAGS)" tests/house/analyzer

mutation: all need-node ## break the rules' conditions one at a time, MUTANTS of them by SEED: does a test fail?
	@CC="$(CC)" FLAGS="-std=c11 $(OWN_CPPFLAGS)" LIBS="$(LIBS) $(LDFLAGS)" MUTANTS=$(MUTANTS) SEED=$(SEED) UPDATE=$(UPDATE) \
		node tests/mutation/run.mjs $(FILES)

trust: need-test-components ## all that tells how far it can be trusted, bounded by FUZZ_SECONDS and MUTANTS: docs/trust.md
	+@FUZZ_SECONDS=$(FUZZ_SECONDS) MUTANTS=$(MUTANTS) SEED=$(SEED) tests/house/trust $(STEPS)

test-threads: need-test-components ## the command line and the server under ThreadSanitizer
	+@$(MAKE) -s --no-print-directory $(PARALLEL) TSAN=1 all
	@ASYNCLINT=build/tsan/asynclint PATIENCE=120000 SPARSE=$(SPARSE) TIME_LIMIT=7200 tests/run check protocol

coverage: need-test-components ## the lines of ours that the tests reach
	+@$(MAKE) -s --no-print-directory $(PARALLEL) COVERAGE=1 all unit
	@ASYNCLINT=build/coverage/asynclint UNITS=build/coverage/tests/unit tests/run && tests/house/coverage

BENCH_TOOLS := $(patsubst tests/bench/%.c,$(BUILD)/bench_%,$(wildcard tests/bench/*.c))
bench: all need-node $(BENCH_TOOLS) ## how fast it is, beside its limits and others; QUICK=1, BENCH="keystroke cold"
	@QUICK=$(QUICK) node tests/bench/run.mjs $(BENCH)

fuzz: need-fuzz-components ## run the fuzzers of tests/fuzz/, each for FUZZ_SECONDS; RUNS: some of them
	+@$(MAKE) -s --no-print-directory $(PARALLEL) FUZZ=1 CC="$(FUZZ_CC)" WERROR= fuzzers
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/run $(RUNS)

prefixes: need-test-components ## each prefix of each fixture, with sanitizers
	+@$(MAKE) -s --no-print-directory $(PARALLEL) SAN=1 build/san/tests/unit/test_prefixes
	@PREFIX_STEP=1 build/san/tests/unit/test_prefixes

fuzzers: $(FUZZERS:%=$(BUILD)/%)
$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(FUZZ_SHARED:%.c=$(BUILD)/%.o) $(BUILD)/libasynclint.a
	$(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBS)

$(BUILD)/run_%: $(BUILD)/tests/fuzz/run_%.o $(FUZZ_SHARED:%.c=$(BUILD)/%.o) $(BUILD)/libasynclint.a
	$(LINK) -o $@ $^ $(LIBS)

docs: all need-node ## write docs/rules.md, docs/asynclint.schema.json, docs/demo.svg anew
	build/asynclint rules --format markdown >docs/rules.md
	build/asynclint rules --format schema >docs/asynclint.schema.json
	node tests/demo/picture.mjs docs/demo.svg

format: ## format our C
	clang-format -i $(OURS)

# FILE:PLACE below DATADIR, for those files that there are
EXTRAS := LICENSE:doc/asynclint/LICENSE README.md:doc/asynclint/README.md \
	docs/rules.md:doc/asynclint/rules.md docs/asynclint.1:man/man1/asynclint.1 \
	docs/asynclint.schema.json:asynclint/asynclint.schema.json \
	editors/shell/asynclint.bash:bash-completion/completions/asynclint \
	editors/shell/_asynclint:zsh/site-functions/_asynclint \
	editors/shell/asynclint.fish:fish/vendor_completions.d/asynclint.fish \
	$(foreach f,$(wildcard editors/emacs/*.el),$f:emacs/site-lisp/$(notdir $f)) \
	$(foreach f,$(shell cd editors/nvim && find . -type f),editors/nvim/$f:nvim/site/$f)

install: all ## into PREFIX (/usr/local), below DESTDIR
	install -D -m 755 build/asynclint "$(DESTDIR)$(BINDIR)/asynclint"
	@for f in $(EXTRAS); do [ ! -e "$${f%%:*}" ] || \
		install -D -m 644 "$${f%%:*}" "$(DESTDIR)$(DATADIR)/$${f#*:}" || exit 1; done

uninstall: ## what install put there
	rm -f "$(DESTDIR)$(BINDIR)/asynclint"
	@for f in $(EXTRAS); do rm -f "$(DESTDIR)$(DATADIR)/$${f#*:}"; done
	@rmdir "$(DESTDIR)$(DATADIR)/asynclint" "$(DESTDIR)$(DATADIR)/doc/asynclint" 2>/dev/null || true

dist: need-components ## build/asynclint-VERSION.tar.gz, which builds without a network; reproducible
	@docs/packaging/dist

deb: need-components ## build/deb/*.deb (debhelper, lintian)
	@docs/packaging/deb

npm: all need-node ## build/npm/*.tgz: the npm package, and the one that brings this machine's program
	@mkdir -p build/npm/bin
	$(LINK) -s -o build/npm/bin/asynclint $(BUILD)/lsp/main.o $(BUILD)/libasynclint.a -l:libjansson.a -lpthread
	@node docs/packaging/npm/build.mjs

need-components:
	@$(call require,$(firstword $(CC)),gcc libc6-dev) $(call require,$(PKG_CONFIG),pkg-config) \
	$(call require-library,jansson,libjansson-dev) \
	ls $(FOREIGN) >/dev/null 2>&1 || { $(call missing,the grammars are,npm ci --ignore-scripts --prefix grammars) }
need-node:
	@$(call require,node,nodejs)
need-fuzz-components: need-node
	@$(call require,$(lastword $(FUZZ_CC)),clang) echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' | \
	$(lastword $(FUZZ_CC)) -x c - -fsanitize=fuzzer -o /dev/null 2>/dev/null || \
	{ $(call missing,libFuzzer is,apt-get install libclang-rt-14-dev (for clang 14)) }
need-test-components: need-node
	@$(call require-library,cmocka,libcmocka-dev)

clean: ## remove all build output
	rm -rf build

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

FORCE:
.PHONY: $(shell sed -n 's/^\([a-z-]*\):.*/\1/p' Makefile) FORCE
.SECONDARY:
.SUFFIXES:
-include $(shell find $(BUILD) -name '*.d' -type f -not -path 'build/editors/*' 2>/dev/null)
