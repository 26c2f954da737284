/* fingerprint.c - what a finding is known by when the code around it has moved. */
#include "asynclint/document.h"
#include "check/report.h"

/* FNV-1a over the rule's id and the line without the blanks around it. */
uint64_t fingerprint_of(const Document *doc, const Finding *finding)
{
    Str text = document_text(doc);
    Span line = document_line(doc, document_line_of(doc, finding->span.start));
    while (line.start < line.end && strchr(" \t", text.ptr[line.start]))
        line.start++;
    while (line.end > line.start && strchr(" \t", text.ptr[line.end - 1]))
        line.end--;
    uint64_t hash = 14695981039346656037u;
    for (const char *c = finding->rule->id; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 1099511628211u;
    for (uint32_t at = line.start; at < line.end; at++)
        hash = (hash ^ (unsigned char)text.ptr[at]) * 1099511628211u;
    return hash ? hash : 1;
}
