/*
 * known_tables.c - puts the .def files together, one table a language family.
 *
 * Nothing but data: known.c makes it searchable.
 */
#include "known/known_tables.h"

/* clang-format off */
#define GROUP(group, level, instead)                                                       \
    {.form = MARKER_GROUP,                                                                \
     .category = KNOWN_##group,                                                           \
     .tier = (level),                                                                     \
     .replacement = (instead)},
#define UNLESS(condition, test) \
    {.form = MARKER_UNLESS, .unless = (condition), .guard = (test)},
#define ROW(shape, called) {.form = FORM_##shape, .name = (called)},
#define FUNCTION(called) ROW(FUNCTION, called)
#define METHOD(called) ROW(METHOD, called)
#define CONSTRUCTOR(called) ROW(CONSTRUCTOR, called)
#define ITERATOR(called) ROW(ITERATOR, called)
#define CONTEXT(called) ROW(CONTEXT, called)
#define RUNS_AS(shape, called, position, taken, how) \
    {.form = FORM_##shape,                           \
     .name = (called),                               \
     .argument = (position),                         \
     .parameter = (taken),                           \
     .runs = (how)},
#define RUNS(shape, called, position, taken) \
    RUNS_AS(shape, called, position, taken, RUNS_ONCE)
#define EACH(shape, called, position, taken) \
    RUNS_AS(shape, called, position, taken, RUNS_EACH)
#define SETUP(shape, called, position, taken) \
    RUNS_AS(shape, called, position, taken, RUNS_SETUP)
#define TIMED(shape, called, position, taken) \
    {.form = FORM_##shape, .name = (called), .argument = (position), .parameter = (taken)},

static Known PYTHON_ROWS[] = {
#include "known/python_harmless.def"
#include "known/python_sleep.def"
#include "known/python_http.def"
#include "known/python_file.def"
#include "known/python_path.def"
#include "known/python_data.def"
#include "known/python_process.def"
#include "known/python_database.def"
#include "known/python_messages.def"
#include "known/python_input.def"
#include "known/python_network.def"
#include "known/python_cpu.def"
#include "known/python_wait.def"
#include "known/python_loop.def"
#include "known/python_coroutine.def"
#include "known/python_task.def"
#include "known/python_offload.def"
#include "known/python_sequential.def"
#include "known/python_timeout.def"
};

static Known JS_ROWS[] = {
#include "known/js_harmless.def"
#include "known/js_promise.def"
#include "known/js_promise_packages.def"
#include "known/js_thenable.def"
#include "known/js_blocking.def"
#include "known/js_cpu.def"
#include "known/js_cancellable.def"
#include "known/js_concurrency.def"
#include "known/js_sequential.def"
#include "known/js_callback.def"
};

#define ALIAS(spelling, name) {.kind = LINK_ALIAS, .from = (spelling), .to = (name)},
#define CLASS(name) {.kind = LINK_CLASS, .from = (name), .to = (name)},
#define EXTENDS(derived, base) {.kind = LINK_EXTENDS, .from = (derived), .to = (base)},
#define RETURNS(called, type) {.kind = LINK_RETURNS, .from = (called), .to = (type)},
#define MEMBER(name, type) {.kind = LINK_MEMBER, .from = (name), .to = (type)},
#define ITEM(called, type) {.kind = LINK_ITEM, .from = (called), .to = (type)},
#define PART(called, number, type) \
    {.kind = LINK_PART, .part = (number), .from = (called), .to = (type)},
/* clang-format on */

static const KnownLink PYTHON_LINKS[] = {
#include "known/python_types.def"
};

static const KnownLink JS_LINKS[] = {
#include "known/js_types.def"
};

const KnownTable known_table_python = {PYTHON_ROWS, COUNT(PYTHON_ROWS), PYTHON_LINKS,
                                       COUNT(PYTHON_LINKS)};
const KnownTable known_table_js = {JS_ROWS, COUNT(JS_ROWS), JS_LINKS, COUNT(JS_LINKS)};
