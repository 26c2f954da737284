/*
 * known_tables.c - puts the .def files together, one table a language family.
 *
 * Nothing but data: known.c makes it searchable.
 */
#include "facts/known_tables.h"

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
#include "facts/known/python_harmless.def"
#include "facts/known/python_sleep.def"
#include "facts/known/python_http.def"
#include "facts/known/python_file.def"
#include "facts/known/python_path.def"
#include "facts/known/python_data.def"
#include "facts/known/python_process.def"
#include "facts/known/python_database.def"
#include "facts/known/python_messages.def"
#include "facts/known/python_input.def"
#include "facts/known/python_network.def"
#include "facts/known/python_cpu.def"
#include "facts/known/python_wait.def"
#include "facts/known/python_loop.def"
#include "facts/known/python_coroutine.def"
#include "facts/known/python_task.def"
#include "facts/known/python_offload.def"
#include "facts/known/python_sequential.def"
#include "facts/known/python_timeout.def"
};

static Known JS_ROWS[] = {
#include "facts/known/js_harmless.def"
#include "facts/known/js_promise.def"
#include "facts/known/js_promise_packages.def"
#include "facts/known/js_thenable.def"
#include "facts/known/js_blocking.def"
#include "facts/known/js_cpu.def"
#include "facts/known/js_cancellable.def"
#include "facts/known/js_concurrency.def"
#include "facts/known/js_sequential.def"
#include "facts/known/js_callback.def"
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
#include "facts/known/python_types.def"
};

static const KnownLink JS_LINKS[] = {
#include "facts/known/js_types.def"
};

const KnownTable known_table_python = {PYTHON_ROWS, COUNT(PYTHON_ROWS), PYTHON_LINKS,
                                       COUNT(PYTHON_LINKS)};
const KnownTable known_table_js = {JS_ROWS, COUNT(JS_ROWS), JS_LINKS, COUNT(JS_LINKS)};
