/* client.c - what the client said it can do. */
#include "server/client.h"

#include "server/json.h"

typedef struct Announced {
    const char *path; /* in ClientCapabilities */
    size_t field;     /* offset of the bool in Client */
} Announced;

#define FIELD(name) offsetof(Client, name)

/* A path may be there twice: one of them is enough. */
static const Announced FLAGS[] = {
    {"textDocument.publishDiagnostics.relatedInformation", FIELD(related_information)},
    {"textDocument.diagnostic.relatedInformation", FIELD(related_information)},
    {"textDocument.publishDiagnostics.codeDescriptionSupport", FIELD(code_description)},
    {"textDocument.diagnostic.codeDescriptionSupport", FIELD(code_description)},
    {"textDocument.publishDiagnostics.dataSupport", FIELD(diagnostic_data)},
    {"textDocument.diagnostic.dataSupport", FIELD(diagnostic_data)},
    {"textDocument.codeAction.isPreferredSupport", FIELD(preferred)},
    {"textDocument.codeAction.disabledSupport", FIELD(disabled)},
    {"workspace.applyEdit", FIELD(apply_edit)},
    {"window.showDocument.support", FIELD(show_document)},
    {"workspace.workspaceEdit.documentChanges", FIELD(document_changes)},
    {"workspace.configuration", FIELD(configuration)},
    {"workspace.didChangeConfiguration.dynamicRegistration", FIELD(configuration_dynamic)},
    {"window.workDoneProgress", FIELD(work_done)},
    {"workspace.didChangeWatchedFiles.dynamicRegistration", FIELD(watch_dynamic)},
};

static const char *const ENCODINGS[] = {
    [ENCODING_UTF8] = "utf-8", [ENCODING_UTF16] = "utf-16", [ENCODING_UTF32] = "utf-32"};

static bool lists(const json_t *capabilities, const char *path, const char *text)
{
    return json_holds(json_at(capabilities, path), text);
}

static bool has_tags(const json_t *capabilities, const char *feature)
{
    json_t *values = json_at(json_at(capabilities, feature), "tagSupport.valueSet");
    size_t i;
    json_t *value;
    json_array_foreach(values, i, value)
    {
        if (json_integer_value(value) == 1)
            return true;
    }
    return false;
}

/* The format that stands first is the one preferred. */
static bool wants_markdown(const json_t *capabilities)
{
    json_t *formats = json_at(capabilities, "textDocument.hover.contentFormat");
    return same(json_string_value(json_array_get(formats, 0)), "markdown");
}

Client client_read(const json_t *capabilities)
{
    Client client = {0};
    for (size_t i = 0; i < COUNT(FLAGS); i++)
        if (json_true_at(capabilities, FLAGS[i].path))
            *(bool *)((char *)&client + FLAGS[i].field) = true;
    client.pulls = json_at(capabilities, "textDocument.diagnostic") &&
                   json_true_at(capabilities, "workspace.diagnostics.refreshSupport");
    client.tags = has_tags(capabilities, "textDocument.publishDiagnostics") ||
                  has_tags(capabilities, "textDocument.diagnostic");
    client.literals =
        json_at(capabilities, "textDocument.codeAction.codeActionLiteralSupport");
    client.resolves =
        json_true_at(capabilities, "textDocument.codeAction.dataSupport") &&
        lists(capabilities, "textDocument.codeAction.resolveSupport.properties", "edit");
    client.annotations =
        client.document_changes &&
        json_at(capabilities, "workspace.workspaceEdit.changeAnnotationSupport");
    client.markdown = wants_markdown(capabilities);
    client.notebooks = json_at(capabilities, "notebookDocument.synchronization");
    return client;
}

Encoding client_encoding(const json_t *capabilities)
{
    json_t *offered = json_at(capabilities, "general.positionEncodings");
    Encoding encoding = ENCODING_UTF16;
    size_t i;
    json_t *name;
    json_array_foreach(offered, i, name)
    {
        if (json_is_string(name) && encoding_parse(json_string_value(name), &encoding))
            break;
    }
    return encoding;
}

const char *encoding_name(Encoding encoding)
{
    return ENCODINGS[encoding];
}

bool encoding_parse(const char *name, Encoding *out)
{
    for (size_t i = 0; i < COUNT(ENCODINGS); i++) {
        if (same(name, ENCODINGS[i])) {
            *out = (Encoding)i;
            return true;
        }
    }
    return false;
}
