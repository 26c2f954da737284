/*
 * hover.c - textDocument/hover: what a finding means, why it matters, what to do.
 *
 * A shorter page than `asynclint explain`: it stands in the way of the code.
 */
#include "server/hover.h"

#include "server/convert.h"
#include "server/json.h"
#include "server/program.h"

#include <stdlib.h>

static const Example *example_for(const Rule *rule, Language language)
{
    const char *name = language_name(language);
    for (size_t i = 0; i < COUNT(rule->examples) && rule->examples[i].language; i++)
        if (same(rule->examples[i].language, name))
            return &rule->examples[i];
    return &rule->examples[0];
}

static void put_code(Buffer *out, const char *title, const char *language, const char *code)
{
    if (!code)
        return;
    buffer_printf(out, "%s:\n\n```%s\n%s%s```\n\n", title, language, code,
                  ends_with(code, "\n") ? "" : "\n");
}

static void put_text(Buffer *out, const char *text)
{
    if (text && *text)
        buffer_printf(out, "%s%s", text, ends_with(text, "\n") ? "\n" : "\n\n");
}

static void put_finding(Buffer *out, const Server *server, const Program *program,
                        const Finding *finding)
{
    const Rule *rule = finding->rule;
    const Example *example = example_for(rule, program->language);
    const char *url = rule_url(rule, server->scratch);
    if (out->len)
        buffer_puts(out, "---\n\n");
    buffer_printf(out, "**%s** ([%s](%s), %s)\n\n", finding->message, rule->id, url,
                  severity_name(finding->severity));
    put_text(out, rule->why);
    put_text(out, rule->fixes);
    if (!example->language)
        return;
    put_code(out, "Instead of", example->language, example->bad);
    put_code(out, "write", example->language, example->good);
}

/* Without the marks of Markdown: fences, stars and backquotes go, "[a](b)" is "a <b>". */
static void plain(const Buffer *markdown, Buffer *out)
{
    for (const char *c = markdown->data; *c; c++) {
        bool line_start = c == markdown->data || c[-1] == '\n';
        if (line_start && starts_with(c, "```")) {
            c += strcspn(c, "\n");
            if (!*c)
                return;
        } else if (starts_with(c, "](")) {
            size_t len = strcspn(c, ")");
            buffer_printf(out, " <%.*s>", (int)len - 2, c + 2);
            c += len - !c[len];
        } else if (starts_with(c, "**")) {
            c++;
        } else if (*c != '`' && !(*c == '[' && c[1] >= 'a' && c[1] <= 'z')) {
            buffer_append(out, c, 1);
        }
    }
}

static json_t *contents(const Server *server, const Buffer *markdown)
{
    Buffer text;
    buffer_init(&text);
    if (server->client.markdown)
        buffer_append(&text, markdown->data, markdown->len);
    else
        plain(markdown, &text);
    json_t *value =
        json_pack("{s:s, s:o}", "kind", server->client.markdown ? "markdown" : "plaintext",
                  "value", json_utf8(text.data, text.len));
    buffer_release(&text);
    return value;
}

static json_t *show(const Server *server, const OpenDocument *doc, uint32_t byte)
{
    Buffer markdown;
    buffer_init(&markdown);
    const Finding *first = NULL, *finding;
    uint32_t cursor = 0;
    while ((finding = program_finding(server, doc->program, &cursor))) {
        if (finding->span.start > byte || finding->span.end < byte ||
            program_part(doc->program, finding->span.start) != doc)
            continue;
        put_finding(&markdown, server, doc->program, finding);
        first = first ? first : finding;
    }
    json_t *hover = json_null();
    if (first)
        hover =
            json_pack("{s:o, s:o}", "contents", contents(server, &markdown), "range",
                      range_json(doc->text, part_span(doc, first->span), server->encoding));
    buffer_release(&markdown);
    return hover;
}

json_t *hover_show(Server *server, json_t *params, Fault *fault)
{
    const char *uri = json_string_at(params, "textDocument.uri");
    Position position;
    if (!uri || !position_read(json_object_get(params, "position"), &position))
        return rpc_fail(fault, INVALID_PARAMS, "textDocument.uri or position is missing");
    OpenDocument *doc = documents_find(&server->documents, uri);
    if (!doc || !doc->program)
        return json_null();
    if (!program_update(server, doc->program))
        return rpc_postpone(fault);
    return show(server, doc,
                doc->start + document_byte(doc->text, position, server->encoding));
}
