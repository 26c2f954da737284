/*
 * actions.c - textDocument/codeAction and codeAction/resolve.
 *
 * Findings are matched by place, since editors send their diagnostics late, partly or not
 * at all. Fixes come first, then all of a rule, then the ways to ignore it.
 */
#include "server/actions.h"

#include "server/convert.h"
#include "server/diagnostics.h"
#include "server/edits.h"
#include "server/json.h"
#include "server/program.h"

static const char QUICK_FIX[] = "quickfix";

typedef struct Listing {
    Server *server;
    OpenDocument *doc;
    Program *program;
    Span range; /* asked about, in bytes of the program's text */
    const json_t *context;
    json_t *list;
    json_t *done; /* what has been offered once: keys of an object */
} Listing;

typedef struct Offer {
    json_t *title; /* stolen */
    const char *kind;
    EditKey key;
    bool preferred;
    const char *disabled; /* why it cannot be applied, or NULL */
} Offer;

/* A kind is asked for by itself or by what it begins with, up to a dot. */
static bool is_wanted(const json_t *only, const char *kind)
{
    size_t i;
    json_t *item;
    json_array_foreach(only, i, item)
    {
        const char *prefix = json_string_value(item);
        size_t len = prefix ? strlen(prefix) : 0;
        bool begins = prefix && !strncmp(kind, prefix, len);
        if (begins && (!len || !kind[len] || kind[len] == '.'))
            return true;
    }
    return !json_is_array(only);
}

static bool wants(const Listing *listing, const char *kind)
{
    return is_wanted(json_object_get(listing->context, "only"), kind);
}

/* --- one action --- */

static json_t *command_json(json_t *title, const char *command, json_t *argument)
{
    return json_pack("{s:O, s:s, s:[o]}", "title", title, "command", command, "arguments",
                     argument);
}

/* The edit, or what it will be made from. False when it cannot be made. */
static bool add_edit(const Listing *listing, const EditKey *key, json_t *action)
{
    json_t *data = edit_data(key);
    if (listing->server->client.resolves) {
        json_object_set_new(action, "data", data);
        return true;
    }
    Fault fault = {0};
    json_t *edit = edit_make_now(listing->server, listing->program, data, &fault);
    json_decref(data);
    return edit && !json_object_set_new(action, "edit", edit);
}

static json_t *literal(const Listing *listing, const Offer *offer)
{
    const Client *client = &listing->server->client;
    json_t *action = json_pack("{s:O, s:s}", "title", offer->title, "kind", offer->kind);
    if (offer->key.finding)
        json_object_set_new(
            action, "diagnostics",
            json_pack("[o]", diagnostic_json(listing->server, listing->program,
                                             offer->key.finding)));
    if (offer->preferred && client->preferred)
        json_object_set_new(action, "isPreferred", json_true());
    bool good = offer->disabled || add_edit(listing, &offer->key, action);
    if (offer->disabled)
        json_object_set_new(action, "disabled",
                            json_pack("{s:s}", "reason", offer->disabled));
    if (good)
        return action;
    json_decref(action);
    return NULL;
}

static void add(Listing *listing, Offer offer)
{
    const Client *client = &listing->server->client;
    bool shown = wants(listing, offer.kind) &&
                 (!offer.disabled || (client->literals && client->disabled));
    json_t *action = NULL;
    if (shown && client->literals)
        action = literal(listing, &offer);
    else if (shown)
        action = command_json(offer.title, "asynclint.apply", edit_data(&offer.key));
    if (action)
        json_array_append_new(listing->list, action);
    json_decref(offer.title);
}

/* True the first time that it is asked for the rule and the number. */
static bool is_first(Listing *listing, const char *what, const Rule *rule, uint32_t number)
{
    json_t *key = json_sprintf("%s %s %u", what, rule->id, number);
    bool first = !json_object_get(listing->done, json_string_value(key));
    json_object_set_new(listing->done, json_string_value(key), json_true());
    json_decref(key);
    return first;
}

/* --- those of one finding --- */

static void add_fixes(Listing *listing, const Finding *finding)
{
    for (uint32_t i = 0; i < finding->fixes.len; i++) {
        const Fix *fix = finding->fixes.items[i];
        EditKey key = {EDIT_FIX, listing->doc, finding, i};
        bool preferred = fix->preferred && fix->safety == SAFE && !fix->disabled;
        add(listing, (Offer){.title = json_utf8(fix->title, strlen(fix->title)),
                             .kind = QUICK_FIX,
                             .key = key,
                             .preferred = preferred,
                             .disabled = fix->disabled});
    }
}

static bool has_safe_fix(const Finding *finding)
{
    return finding_fix(finding, false) != NULL;
}

/* Findings that fix-all would mend: of one rule, or of all rules from a severity up. */
static size_t count_fixable(const Listing *listing, const Rule *rule, Severity least)
{
    size_t count = 0;
    uint32_t cursor = 0;
    const Finding *finding;
    while ((finding = program_finding(listing->server, listing->program, &cursor)))
        if ((!rule || finding->rule == rule) && finding->severity >= least)
            count += has_safe_fix(finding);
    return count;
}

static void add_fix_rule(Listing *listing, const Finding *finding)
{
    const Rule *rule = finding->rule;
    if (!has_safe_fix(finding) || !is_first(listing, "all", rule, 0) ||
        count_fixable(listing, rule, SEVERITY_HINT) < 2)
        return;
    add(listing, (Offer){.title = json_sprintf("Fix all `%s` in this file", rule->id),
                         .kind = QUICK_FIX,
                         .key = {EDIT_FIX_RULE, listing->doc, finding, 0}});
}

static void add_ignores(Listing *listing, const Finding *finding)
{
    const Rule *rule = finding->rule;
    uint32_t line = document_line_of(listing->program->text, finding->span.start);
    if (same(rule->id, "unused-suppression"))
        return;
    if (is_first(listing, "line", rule, line))
        add(listing, (Offer){.title = json_sprintf("Ignore `%s` on this line", rule->id),
                             .kind = QUICK_FIX,
                             .key = {EDIT_IGNORE_LINE, listing->doc, finding, 0}});
    if (is_first(listing, "file", rule, 0))
        add(listing, (Offer){.title = json_sprintf("Ignore `%s` in this file", rule->id),
                             .kind = QUICK_FIX,
                             .key = {EDIT_IGNORE_FILE, listing->doc, finding, 0}});
}

static void add_documentation(Listing *listing, const Finding *finding)
{
    const Client *client = &listing->server->client;
    if (!client->show_document || !wants(listing, QUICK_FIX) ||
        !is_first(listing, "documentation", finding->rule, 0))
        return;
    json_t *title = json_sprintf("Open the documentation of `%s`", finding->rule->id);
    json_t *command =
        command_json(title, "asynclint.showRule", json_string(finding->rule->id));
    json_t *action = client->literals ? json_pack("{s:O, s:s, s:O}", "title", title, "kind",
                                                  QUICK_FIX, "command", command)
                                      : json_incref(command);
    json_array_append_new(listing->list, action);
    json_decref(command);
    json_decref(title);
}

/* --- which findings --- */

static bool is_in_context(const Listing *listing, const Finding *finding)
{
    json_t *shown = json_object_get(listing->context, "diagnostics");
    if (!json_array_size(shown))
        return false;
    json_t *range = range_json(listing->doc->text, part_span(listing->doc, finding->span),
                               listing->server->encoding);
    size_t i;
    json_t *item;
    bool found = false;
    json_array_foreach(shown, i, item)
    {
        found = found || (same(json_string_at(item, "code"), finding->rule->id) &&
                          json_equal(json_object_get(item, "range"), range));
    }
    json_decref(range);
    return found;
}

/* Touching is enough: the cursor stands before a character. */
static bool is_asked_about(const Listing *listing, const Finding *finding)
{
    if (program_part(listing->program, finding->span.start) != listing->doc)
        return false;
    bool touches = finding->span.start <= listing->range.end &&
                   finding->span.end >= listing->range.start;
    return touches || is_in_context(listing, finding);
}

static void for_each(Listing *listing, void (*add_for)(Listing *, const Finding *))
{
    uint32_t cursor = 0;
    const Finding *finding;
    while ((finding = program_finding(listing->server, listing->program, &cursor)))
        if (is_asked_about(listing, finding))
            add_for(listing, finding);
}

/* Unasked, and without lazy edits, it would cost an analysis on every cursor move. */
static void add_fix_all(Listing *listing)
{
    json_t *trigger = json_object_get(listing->context, "triggerKind");
    bool unasked = !json_object_get(listing->context, "only") &&
                   json_integer_value(trigger) == 2 && !listing->server->client.resolves;
    if (unasked || !wants(listing, FIX_ALL_KIND) ||
        !count_fixable(listing, NULL, SEVERITY_WARNING))
        return;
    add(listing, (Offer){.title = json_string("Fix all that asynclint can fix safely"),
                         .kind = FIX_ALL_KIND,
                         .key = {EDIT_FIX_ALL, listing->doc, NULL, 0}});
}

static json_t *list_all(Listing *listing)
{
    listing->list = json_array();
    listing->done = json_object();
    if (wants(listing, QUICK_FIX)) {
        for_each(listing, add_fixes);
        for_each(listing, add_fix_rule);
        for_each(listing, add_ignores);
        for_each(listing, add_documentation);
    }
    add_fix_all(listing);
    json_decref(listing->done);
    return listing->list;
}

json_t *actions_list(Server *server, json_t *params, Fault *fault)
{
    const char *uri = json_string_at(params, "textDocument.uri");
    json_t *range = json_object_get(params, "range");
    Listing listing = {.server = server, .context = json_object_get(params, "context")};
    if (!uri || !json_is_object(range))
        return rpc_fail(fault, INVALID_PARAMS, "textDocument.uri or range is missing");
    listing.doc = documents_find(&server->documents, uri);
    listing.program = listing.doc ? listing.doc->program : NULL;
    if (!listing.program || (!wants(&listing, QUICK_FIX) && !wants(&listing, FIX_ALL_KIND)))
        return json_array();
    if (rpc_will_change(server->rpc, uri, listing.program->notebook))
        return rpc_fail(fault, CONTENT_MODIFIED, "the document is about to change");
    Span span;
    if (!range_read(range, listing.doc->text, server->encoding, &span))
        return rpc_fail(fault, INVALID_PARAMS, "range is no range");
    if (!program_update(server, listing.program))
        return rpc_postpone(fault);
    listing.range = (Span){span.start + listing.doc->start, span.end + listing.doc->start};
    return list_all(&listing);
}

json_t *actions_resolve(Server *server, json_t *params, Fault *fault)
{
    json_t *data = json_object_get(params, "data");
    if (!json_is_object(params))
        return rpc_fail(fault, INVALID_PARAMS, "not a code action");
    if (!data || json_object_get(params, "edit"))
        return json_incref(params);
    json_t *edit = edit_make(server, data, fault);
    if (!edit)
        return NULL;
    json_t *action = json_copy(params);
    json_object_set_new(action, "edit", edit);
    return action;
}
