/*
 * types.c - what an expression is an instance of, as far as one file shows.
 *
 * By constructor, factory, annotation, `with … as`, attributes set in the class, aliases,
 * and members that the tables know (pathlib). All bindings of a name must agree, None,
 * null and undefined with anything; or else one of them decides what it is where it is read.
 */
#include "facts/build.h"

#include "asynclint/known.h"

static const char NONE[] = ""; /* asked, and there is none */

/* Answers that several bindings give together. */
typedef struct Vote {
    const char *name;
    bool split; /* they disagree, or one is not known */
} Vote;

static void vote(Vote *v, const char *name)
{
    if (!name || (v->name && strcmp(v->name, name) != 0))
        v->split = true;
    else
        v->name = name;
}

static const char *outcome(const Vote *v)
{
    return v->split ? NULL : v->name;
}

static bool is_nothing(const Syntax *s, Ref expr)
{
    static const char *const NOTHING[] = {"None", "null", "undefined"};
    const Node *node = &s->nodes[expr];
    if (node->kind != N_LITERAL && node->kind != N_NAME)
        return false;
    return is_among(node->name, NOTHING, COUNT(NOTHING));
}

/* --- annotations --- */

/* The C of a string annotation "Optional[C]" or "C | None". */
static const char *without_none(const Facts *facts, const char *text)
{
    static const char HEAD[] = "Optional[", TAIL[] = " | None", FRONT[] = "None | ";
    const char *head = strstr(text, HEAD);
    size_t len = strlen(text);
    if (head && ends_with(text, "]") && (head == text || head[-1] == '.'))
        return arena_strndup(facts->arena, head + strlen(HEAD),
                             len - (size_t)(head - text) - strlen(HEAD) - 1);
    if (ends_with(text, TAIL))
        return arena_strndup(facts->arena, text, len - strlen(TAIL));
    return starts_with(text, FRONT) ? text + strlen(FRONT) : text;
}

/* What a dotted name written in a string annotation stands for. */
static const char *dotted_type(const Facts *facts, Ref at, const char *text)
{
    text = without_none(facts, text);
    size_t root_len = strcspn(text, ".");
    const char *root = intern(facts->index->interner, text, root_len);
    if (strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") !=
        strlen(text))
        return NULL;
    for (const Scope *scope = facts->index->spot[at]->scope; scope; scope = scope->outer) {
        const Symbol *symbol = symbol_find(facts, scope, root);
        if (!symbol || (symbol->defs && !single_def(symbol)))
            continue;
        const Def *def = single_def(symbol);
        if (!def || def->kind != DEF_IMPORT || !def->origin)
            return def ? NULL : text;
        return arena_printf(facts->arena, "%s%s", def->origin, text + root_len);
    }
    return text[root_len] ? text : NULL;
}

/* Optional[C], Union[C, None], Annotated[C, …], ClassVar[C]: C; else the generic itself. */
static const char *generic_type(const Facts *facts, Ref type)
{
    static const char *const WRAPPERS[] = {"Optional", "Union",    "Annotated",  "ClassVar",
                                           "Final",    "Readonly", "NonNullable"};
    const Syntax *s = facts->syntax;
    const char *name = last_name(facts, child_with(s, type, R_OBJECT));
    for (size_t i = 0; i < COUNT(WRAPPERS); i++) {
        if (!same(name, WRAPPERS[i]))
            continue;
        Vote v = {0};
        for (Ref c = child_with(s, type, R_SUBSCRIPT); c;
             c = next_with(s, c, R_SUBSCRIPT)) {
            if (!is_nothing(s, c))
                vote(&v, annotated_type(facts, c));
            if (i == 2)
                break;
        }
        return outcome(&v);
    }
    return annotated_type(facts, child_with(s, type, R_OBJECT));
}

const char *annotated_type(const Facts *facts, Ref type)
{
    const Syntax *s = facts->syntax;
    struct Index *index = facts->index;
    if (!type || index->depth >= MAX_QUESTION_DEPTH)
        return NULL;
    const char *name = NULL;
    index->depth++;
    switch (kind_of(s, type)) {
    case N_NAME:
    case N_MEMBER:
        name = qualified_name(facts, type);
        break;
    case N_STRING:
        name = s->nodes[type].name ? dotted_type(facts, type, s->nodes[type].name) : NULL;
        break;
    case N_INDEX:
        name = generic_type(facts, type);
        break;
    case N_BINARY: {
        Vote v = {0};
        for (Ref c = first_child(s, type); c; c = next_child(s, c))
            if (!is_nothing(s, c))
                vote(&v, annotated_type(facts, c));
        name = outcome(&v);
        break;
    }
    case N_OTHER: /* a wrapper without a meaning of its own */
        name = annotated_type(facts, first_child(s, type));
        break;
    default:
        break;
    }
    index->depth--;
    const char *other = name ? lexicon_canonical(&facts->lexicon, name) : NULL;
    return other ? other : name;
}

/* --- instances --- */

/* The name of the function or method whose call the expression is, awaited or not. */
static const char *called_name(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    while (kind_of(s, expr) == N_AWAIT || kind_of(s, expr) == N_CAST)
        expr = child_with(s, expr, R_VALUE);
    bool call = kind_of(s, expr) == N_CALL;
    return call ? qualified_name(facts, child_with(s, expr, R_CALLEE)) : NULL;
}

/* The place of a name in the plain list of names that takes a tuple apart, or -1. */
static int part_number(const Syntax *s, Ref name)
{
    Ref list = s->nodes[name].parent;
    if (kind_of(s, list) != N_TUPLE && kind_of(s, list) != N_ARRAY)
        return -1;
    if (s->nodes[list].role != R_LEFT || kind_of(s, s->nodes[list].parent) != N_ASSIGN)
        return -1;
    int number = 0;
    for (Ref c = first_child(s, list); c != name; c = next_child(s, c), number++)
        if (kind_of(s, c) != N_NAME)
            return -1;
    return number;
}

/* reader, writer = await asyncio.open_connection(); for path in folder.iterdir() */
static const char *type_of_part(const Facts *facts, const Def *def)
{
    bool loop = def->kind == DEF_LOOP && !def->destructured;
    int part = loop ? -1 : part_number(facts->syntax, def->name);
    bool taken = def->kind == DEF_ASSIGN && def->destructured && part >= 0;
    if (!def->value || !(loop || taken))
        return NULL;
    return known_item_type(facts->language, called_name(facts, def->value), part);
}

static const char *type_of_def(const Facts *facts, const Def *def)
{
    if (def->type)
        return annotated_type(facts, def->type);
    const char *doc = doc_class(facts, def);
    const char *documented = doc ? dotted_type(facts, def->name, doc) : NULL;
    if (documented)
        return documented;
    if (def->kind == DEF_LOOP || def->destructured)
        return type_of_part(facts, def);
    bool gives = def->kind == DEF_ASSIGN || def->kind == DEF_WITH;
    return gives && def->value ? instance_type(facts, def->value) : NULL;
}

static const char *answer_symbol(const Facts *facts, const Symbol *symbol)
{
    Vote v = {0};
    for (const Def *def = symbol->defs; def && !v.split; def = def->next) {
        bool nothing =
            def->kind == DEF_ASSIGN && !def->type && is_nothing(facts->syntax, def->value);
        bool deletes = def->kind == DEF_OTHER && def->value &&
                       kind_of(facts->syntax, def->value) == N_DELETE;
        if (!def->fallback && !nothing && !deletes)
            vote(&v, type_of_def(facts, def));
    }
    return outcome(&v);
}

static const char *type_of_symbol(const Facts *facts, const Symbol *symbol)
{
    Asked *asked = symbol_asked(facts, symbol);
    if (!asked)
        return answer_symbol(facts, symbol);
    if (!asked->type_done) {
        asked->type_done = true;
        asked->type = answer_symbol(facts, symbol);
    }
    return asked->type;
}

/* --- where it is read --- */

/* The search for one that decides ends with a name that is bound more often. */
enum { MAX_BINDINGS = 16 };

/* The last binding above the read that is done when the read is. */
static const Def *binding_above(const Syntax *s, const Symbol *symbol, Ref read)
{
    const Def *found = NULL;
    for (const Def *def = symbol->defs; def && def->name < read; def = def->next)
        if (!is_within(s, read, s->nodes[def->name].parent))
            found = def;
    return found;
}

/* The block that the plain assignment is a statement of, or 0. */
static Ref block_of(const Syntax *s, const Def *def)
{
    if (def->kind != DEF_ASSIGN || def->destructured || def->fallback || !def->value)
        return 0;
    Ref assign = s->nodes[def->name].parent;
    Ref statement = kind_of(s, assign) == N_ASSIGN ? s->nodes[assign].parent : 0;
    if (kind_of(s, statement) != N_EXPRESSION && kind_of(s, statement) != N_DECLARE)
        return 0;
    Ref block = s->nodes[statement].parent;
    return kind_of(s, block) == N_BLOCK ? block : 0;
}

/* A loop around the read, inside of the block, comes back to it with another binding. */
static bool comes_back(const Facts *facts, const Def *def, Ref read, Ref block)
{
    const Loop *loop = facts->index->spot[read]->loop;
    for (; loop && loop->node > block; loop = loop->outer)
        for (const Def *later = def->next; later; later = later->next)
            if (is_within(facts->syntax, later->name, loop->node))
                return true;
    return false;
}

/* `path = Path(path)`: what the name is below, until something else binds it, whatever it was
 * above. Every way to the read goes through the assignment, and nothing comes between. */
static const char *type_where_read(const Facts *facts, const Symbol *symbol, Ref read)
{
    const Syntax *s = facts->syntax;
    const Function *fn = facts->index->spot[read]->fn;
    bool few = symbol->def_count > 1 && symbol->def_count <= MAX_BINDINGS;
    if (!few || symbol->rebound_elsewhere || symbol->scope->fn != fn)
        return NULL;
    const Def *def = binding_above(s, symbol, read);
    Ref block = def && def->fn == fn ? block_of(s, def) : 0;
    if (!block || !is_within(s, read, block) || comes_back(facts, def, read, block))
        return NULL;
    return type_of_def(facts, def);
}

static const char *type_of_name(const Facts *facts, Ref name)
{
    const Symbol *symbol = symbol_of(facts, name);
    if (!symbol || !symbol->defs)
        return NULL;
    const char *type = type_of_symbol(facts, symbol);
    return type ? type : type_where_read(facts, symbol, name);
}

/* Calling an instance: `Local()` of `Local = sessionmaker(engine)`. */
static const char *type_of_instance_call(const Facts *facts, Ref callee)
{
    const char *call = facts_js(facts) ? "[call]()" : "__call__()";
    return known_member_type(facts->language, instance_type(facts, callee), call);
}

static const char *type_of_call(const Facts *facts, Ref call)
{
    const Syntax *s = facts->syntax;
    const char *callee = qualified_name(facts, child_with(s, call, R_CALLEE));
    if (!callee)
        return type_of_instance_call(facts, child_with(s, call, R_CALLEE));
    const char *made = known_factory(&facts->lexicon, callee);
    if (made || strchr(callee, '#'))
        return made;
    bool makes = known_class(&facts->lexicon, callee);
    return makes || has_flag(s, call, NF_NEW) ? callee : NULL;
}

/* What the class's own code gives the attribute, wherever it is set. */
static const char *type_of_attribute(const Facts *facts, const Class *cls, const char *name)
{
    Vote v = {0};
    const struct AttributeDef *def = attribute_first(facts, cls, name);
    for (; def && !v.split; def = attribute_next(cls, def)) {
        if (!def->type && def->value && is_nothing(facts->syntax, def->value))
            continue;
        if (def->type)
            vote(&v, annotated_type(facts, def->type));
        else
            vote(&v, instance_type(facts, def->value));
    }
    return outcome(&v);
}

static const char *type_of_member(const Facts *facts, Ref member)
{
    const Syntax *s = facts->syntax;
    Ref object = child_with(s, member, R_OBJECT);
    const char *name = s->nodes[member].name;
    Class *cls = instance_class(facts, object);
    if (cls)
        return type_of_attribute(facts, cls, name);
    const char *owner = instance_type(facts, object);
    return owner && name ? known_member_type(facts->language, owner, name) : NULL;
}

static const char *type_of_index(const Facts *facts, Ref index)
{
    const char *owner = instance_type(facts, child_with(facts->syntax, index, R_OBJECT));
    return known_member_type(facts->language, owner, "[]");
}

/* p / "a" is a path when p is; other operators keep no type. */
static const char *type_of_binary(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    if (!same(s->nodes[expr].name, "/"))
        return NULL;
    const char *left = instance_type(facts, child_with(s, expr, R_LEFT));
    const char *type = left ? left : instance_type(facts, child_with(s, expr, R_RIGHT));
    return type ? known_member_type(facts->language, type, "/") : NULL;
}

static const char *type_of_branches(const Facts *facts, Ref a, Ref b)
{
    Vote v = {0};
    if (!is_nothing(facts->syntax, a))
        vote(&v, instance_type(facts, a));
    if (!is_nothing(facts->syntax, b))
        vote(&v, instance_type(facts, b));
    return outcome(&v);
}

static const char *answer_type(const Facts *facts, Ref expr)
{
    const Syntax *s = facts->syntax;
    switch (kind_of(s, expr)) {
    case N_NAME:
        return type_of_name(facts, expr);
    case N_CALL:
        return type_of_call(facts, expr);
    case N_MEMBER:
        return type_of_member(facts, expr);
    case N_INDEX:
        return type_of_index(facts, expr);
    case N_AWAIT:
        return instance_type(facts, child_with(s, expr, R_VALUE));
    case N_CAST:
        return annotated_type(facts, child_with(s, expr, R_TYPE));
    case N_WALRUS:
    case N_ASSIGN:
        return instance_type(facts, child_with(s, expr, R_RIGHT));
    case N_BINARY:
        return type_of_binary(facts, expr);
    case N_CONDITIONAL:
        return type_of_branches(facts, child_with(s, expr, R_THEN),
                                child_with(s, expr, R_ELSE));
    case N_LOGICAL:
        return type_of_branches(facts, child_with(s, expr, R_LEFT),
                                child_with(s, expr, R_RIGHT));
    default:
        return NULL;
    }
}

const char *instance_type(const Facts *facts, Ref expr)
{
    struct Index *index = facts->index;
    if (!expr)
        return NULL;
    if (index->types[expr])
        return index->types[expr] == NONE ? NULL : index->types[expr];
    if (index->depth >= MAX_QUESTION_DEPTH)
        return NULL;
    index->types[expr] = NONE; /* what a circle answers */
    index->depth++;
    const char *name = answer_type(facts, expr);
    index->depth--;
    index->types[expr] = name ? name : NONE;
    return name;
}
