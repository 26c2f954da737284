/*
 * dump.c - a Syntax in words, for the snapshot tests and whoever writes a rule.
 */
#include "asynclint/syntax.h"

const char *node_kind_name(NodeKind kind)
{
    static const char *const NAMES[] = {
#define X(name) #name,
        NODE_KINDS(X)
#undef X
    };
    return NAMES[kind];
}

const char *node_role_name(NodeRole role)
{
    static const char *const NAMES[] = {
#define X(name) #name,
        NODE_ROLES(X)
#undef X
    };
    return NAMES[role];
}

static const char *const FLAG_NAMES[] = {
    "error",  "async",    "star",      "static",   "getter",    "setter",
    "arrow",  "method",   "statement", "optional", "new",       "tagged",
    "double", "declares", "in",        "default",  "type-only", "module",
    "prefix", "parens",   "var",       "const",    "property",
};

static void print_flags(uint32_t flags, Buffer *out)
{
    for (unsigned bit = 0; bit < COUNT(FLAG_NAMES); bit++)
        if (flags & 1u << bit)
            buffer_printf(out, " +%s", FLAG_NAMES[bit]);
}

/* In quotes, with what would break the line escaped. */
static void print_name(const char *name, Buffer *out)
{
    buffer_puts(out, " \"");
    for (const char *c = name; *c; c++) {
        if (*c == '"' || *c == '\\')
            buffer_puts(out, "\\");
        if ((unsigned char)*c < ' ')
            buffer_printf(out, "\\x%02x", (unsigned)*c);
        else
            buffer_append(out, c, 1);
    }
    buffer_puts(out, "\"");
}

static void print_node(const Syntax *syntax, Ref ref, unsigned depth, Buffer *out)
{
    const Node *node = node_at(syntax, ref);
    for (unsigned i = 0; i < depth; i++)
        buffer_puts(out, "  ");
    if (node->role)
        buffer_printf(out, "%s: ", node_role_name((NodeRole)node->role));
    buffer_puts(out, node_kind_name((NodeKind)node->kind));
    if (node->name)
        print_name(node->name, out);
    print_flags(node->flags, out);
    buffer_printf(out, " %u-%u\n", node->start, node->end);
}

void syntax_print(const Syntax *syntax, Buffer *out)
{
    unsigned depth = 0;
    Ref above = 0;
    for (Ref ref = 1; ref < syntax->count; ref++) {
        Ref parent = node_at(syntax, ref)->parent;
        if (parent == ref - 1 && parent)
            depth++;
        else
            for (; above != parent; above = node_at(syntax, above)->parent)
                depth--;
        above = parent;
        print_node(syntax, ref, depth, out);
    }
    for (uint32_t i = 0; i < syntax->comments.len; i++)
        buffer_printf(out, "comment %u-%u\n", syntax->comments.items[i].start,
                      syntax->comments.items[i].end);
}
