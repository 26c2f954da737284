/*
 * resolve.h - questions about names, types and values of one file.
 *
 * Answers are conservative: NULL or UNKNOWN whenever bindings disagree, a name is
 * shadowed or rebound, or the file does not show enough. Qualified names are dotted;
 * `#` stands before a member of an instance ("requests.Session#get"), `()` is never part
 * of them. js modules keep their slashes ("fs/promises.readFile"), without "node:".
 */
#ifndef ASYNCLINT_RESOLVE_H
#define ASYNCLINT_RESOLVE_H

#include "asynclint/facts.h"

/* The symbol that a NAME node reads or binds; NULL for other nodes. */
Symbol *symbol_of(const Facts *facts, Ref name);
/* What the name means when it is read at the node; NULL when nothing in the file binds it. */
Symbol *visible_symbol(const Facts *facts, Ref at, const char *name);
/* The only definition of a symbol that is never rebound (fallbacks aside), or NULL. */
const Def *single_def(const Symbol *symbol);
/* The function, class or call fact of a node, or NULL. */
Function *function_at(const Facts *facts, Ref node);
/* The function whose running evaluates the node; never NULL. */
Function *function_running(const Facts *facts, Ref node);
Class *class_at(const Facts *facts, Ref node);
Call *call_at(const Facts *facts, Ref node);

/* What an expression names, after imports, aliases, rebinding, shadowing and receivers;
 * unbound module roots and builtins stand for themselves ("requests.get", "open"). */
const char *qualified_name(const Facts *facts, Ref expr);
/* The qualified class that the expression is an instance of, or NULL. */
const char *instance_type(const Facts *facts, Ref expr);
/* The qualified class that an annotation names: "C", Optional[C], C | None, Annotated. */
const char *annotated_type(const Facts *facts, Ref type);
/* The function of this file that a callee reaches: by name, const alias, self.m / this.m,
 * member of an object literal or of an instance made here. NULL when not sure. */
Function *called_function(const Facts *facts, Ref callee);
/* The class of this file an expression is an instance of (self included), or NULL. */
Class *instance_class(const Facts *facts, Ref expr);
/* The class's own method of that name, an interned one; NULL, also when it has several. */
Function *class_method(const Facts *facts, const Class *cls, const char *name);
Function *class_method_first(const Facts *facts, const Class *cls, const char *name);
/* The places that give an attribute of the class its value, in source order: the first, and
 * the one after another; NULL at the end. */
const struct AttributeDef *attribute_first(const Facts *facts, const Class *cls,
                                           const char *name);
const struct AttributeDef *attribute_next(const Class *cls, const struct AttributeDef *def);

/* What an expression's value is to the event loop. */
typedef enum ValueKind {
    VALUE_UNKNOWN,
    VALUE_PLAIN,        /* surely none of those below */
    VALUE_COROUTINE,    /* Python: runs only when awaited or made a task */
    VALUE_TASK,         /* Python: a task or future of asyncio */
    VALUE_PROMISE,      /* js */
    VALUE_PROMISES,     /* js: an array of promises */
    VALUE_LAZY_THENABLE /* js: runs only when awaited (knex, mongoose queries …) */
} ValueKind;
ValueKind value_kind(const Facts *facts, Ref expr);
/* What other files tell of a call. */
typedef struct Learned {
    Ref call;
    bool
        awaitable; /* it gives a coroutine or promise; not said of those that are awaited */
    uint8_t fate;  /* Fate (rejects.h) of that */
} Learned;
void facts_learn(Facts *facts, const Learned *calls, uint32_t count);

/* The use of an expression's value, looking through parentheses, casts and branches. */
Use use_of(const Facts *facts, Ref expr);

/* The function's own name that takes the value whole and is never read; or NULL. */
const Symbol *unread_name(const Facts *facts, Ref value);
/* The RETURN that the value goes to as it is, through branches; or 0. */
Ref returning_statement(const Facts *facts, Ref value);

/* The module (or a submodule of it) is imported anywhere in the file. */
bool file_imports(const Facts *facts, const char *module);
/* js: the module of `require('m')` or `import('m')`, without "node:"; or NULL. */
const char *loaded_module(const Facts *facts, Ref call);
/* js: takes a qualified name apart: the longest module that the file imports or requires
 * and that the name begins with, or NULL; *member is what follows it, or NULL. */
const char *module_of_name(const Facts *facts, const char *qualified, const char **member);
/* The call runs on the event loop: in an async function, not lazily, not offloaded. */
bool runs_on_loop(const Facts *facts, const Call *call);
/* The keyword argument's value, or 0. Options of a js object literal argument too. */
Ref keyword_argument(const Facts *facts, const Call *call, const char *name);
/* The n-th argument as written (0-based), keywords and spreads counted, or 0. */
Ref nth_argument(const Syntax *s, Ref call, uint32_t n);
/* The n-th positional argument (0-based), or 0. */
Ref positional_argument(const Facts *facts, const Call *call, uint32_t n);
/* The two expressions are written alike and read the same names. */
bool same_expression(const Facts *facts, Ref a, Ref b);
/* The NAME, THIS or SUPER at the left end of a chain of members, indexes and calls. */
Ref root_of(const Facts *facts, Ref expr);
/* The innermost TRY around the node in the same function, or 0; *part is the role of the
 * block that the node stands in: BODY, HANDLER, ELSE, FINALLY. */
Ref covering_try(const Facts *facts, Ref node, NodeRole *part);
/* … and the innermost WITH whose body it stands in. */
Ref covering_with(const Facts *facts, Ref node);
/* The interned last word of a callee: `sleep` of `a.b.sleep`, or NULL. */
const char *last_name(const Facts *facts, Ref callee);

/* --- loops --- */

/* It computes for long: three nested loops that count, or a million rounds. */
bool loop_is_long(const Facts *facts, const Loop *loop);
/* The part of a loop that says how often it runs: its test, what it goes over, or itself. */
Ref loop_head(const Syntax *s, const Loop *loop);

#endif
