/* errors.c - counts what does not parse, so that an edit can be seen to have made it worse. */
#include "asynclint/document.h"

uint32_t document_error_count(Document *doc)
{
    const TSTree *tree = document_tree(doc);
    if (!tree)
        return 0;
    uint32_t count = 0;
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
    for (bool more = true; more;) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        count += ts_node_is_error(node) || ts_node_is_missing(node);
        if (ts_node_has_error(node) && ts_tree_cursor_goto_first_child(&cursor))
            continue;
        while (more && !ts_tree_cursor_goto_next_sibling(&cursor))
            more = ts_tree_cursor_goto_parent(&cursor);
    }
    ts_tree_cursor_delete(&cursor);
    return count;
}
