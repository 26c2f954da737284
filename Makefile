# asynclint - GNU make. `make help` lists the targets.

CC ?= cc
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share
PKG_CONFIG ?= pkg-config
# The page that findings link to; the rule's id is added as its anchor.
DOCS_URL ?= https://github.com/asynclint/asynclint/blob/main/docs/rules.md

BUILD := build$(if $(SAN),/san)
MODULES := grammars/node_modules
RUNTIME := $(MODULES)/tree-sitter/vendor/tree-sitter/lib
TYPESCRIPT := $(MODULES)/tree-sitter-typescript
GRAMMARS := $(MODULES)/tree-sitter-python/src $(MODULES)/tree-sitter-javascript/src \
	$(TYPESCRIPT)/typescript/src $(TYPESCRIPT)/tsx/src \
	$(MODULES)/@tree-sitter-grammars/tree-sitter-toml/src

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wpointer-arith -Wcast-qual -Wformat=2 -Wundef -Wvla \
	-Wimplicit-fallthrough $(if $(WERROR),-Werror)
HARDENING := $(if $(SAN),,-D_FORTIFY_SOURCE=2) -fstack-protector-strong -fPIE
CFLAGS ?= -O2 -g
SANITIZE := $(if $(SAN),-fsanitize=address -fsanitize=undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer)
CPPFLAGS += -Iinclude -Ilsp -I$(BUILD) -I$(RUNTIME)/include -D_GNU_SOURCE -DDOCS_URL='"$(DOCS_URL)"'
OWN_CFLAGS = -std=c11 $(WARNINGS) $(HARDENING) $(SANITIZE) $(shell $(PKG_CONFIG) --cflags jansson)
LINK = $(CC) $(CFLAGS) $(SANITIZE) -pie -Wl,-z,relro,-z,now $(LDFLAGS)
LIBS = $(shell $(PKG_CONFIG) --libs jansson) -lpthread

RULES := $(sort $(wildcard lsp/rules/*.c))
SOURCES := $(filter-out lsp/main.c,$(wildcard lsp/*/*.c)) $(wildcard grammars/*.c)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
FOREIGN := $(BUILD)/$(RUNTIME)/src/lib.o \
	$(foreach dir,$(GRAMMARS),$(BUILD)/$(dir)/parser.o $(BUILD)/$(dir)/scanner.o)
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))

all: $(BUILD)/asynclint ## build build/asynclint (SAN=1: with sanitizers, under build/san)

$(BUILD)/asynclint: $(BUILD)/lsp/main.o $(BUILD)/libasynclint.a
	$(LINK) -o $@ $^ $(LIBS)

$(BUILD)/libasynclint.a: $(OBJECTS) $(FOREIGN)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/lsp/%.o: lsp/%.c $(BUILD)/rules.def | need-components
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(OWN_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/grammars/%.o: grammars/%.c | need-components
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(OWN_CFLAGS) -MMD -MP -c -o $@ $<

# The runtime and the grammars are compiled as they come, without our warnings.
$(BUILD)/$(MODULES)/%.o: $(MODULES)/%.c | need-components
	@mkdir -p $(@D)
	$(CC) -w -O2 -DNDEBUG -fPIE $(SANITIZE) -I$(RUNTIME)/include -I$(RUNTIME)/src -I$(<D) -c -o $@ $<

# Rewritten only when it changes, so that a rule removed is noticed too.
$(BUILD)/rules.def: FORCE
	@mkdir -p $(@D); printf '%s\n' $(patsubst lsp/rules/%.c,'RULE(%)',$(RULES)) >$@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libasynclint.a
	@mkdir -p $(@D)
	$(LINK) $(CPPFLAGS) $(OWN_CFLAGS) -MMD -MP -o $@ $< $(BUILD)/libasynclint.a $(LIBS) -lcmocka

unit: $(UNIT)

need-components:
	@command -v $(PKG_CONFIG) >/dev/null || { echo "asynclint: pkg-config is missing: apt-get install pkg-config" >&2; exit 1; }
	@$(PKG_CONFIG) --exists jansson || { echo "asynclint: jansson is missing: apt-get install libjansson-dev" >&2; exit 1; }
	@test -f $(RUNTIME)/src/lib.c || { echo "asynclint: the grammars are missing: npm ci --ignore-scripts --prefix grammars" >&2; exit 1; }

clean: ## remove all build output
	rm -rf build

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  \1  /p' Makefile | column -t -l 2

FORCE:
.PHONY: all unit need-components clean help FORCE
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
