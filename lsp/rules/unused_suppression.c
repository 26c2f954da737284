/*
 * unused-suppression: a comment of ours that ignores nothing.
 *
 * It has no hooks: only the pass that applies the comments knows which were of use, and
 * reports in this rule's name (analysis/suppress.c).
 */
#include "asynclint/rule.h"

const Rule rule_unused_suppression = {
    .id = "unused-suppression",
    .title = "Suppression comment that suppresses nothing",
    .why = "An `asynclint: ignore` comment says that somebody looked at a finding and "
           "decided to live with it. When the finding is gone, the comment lies about the "
           "code below it, and it will hide the next finding of that rule on that line, "
           "which nobody has looked at. The same holds for a comment that names a rule "
           "that does not exist: it never did anything.\n"
           "\n"
           "Remove the comment, or the rule's id from its list.",
    .exclusions = "- A comment that names a rule that is switched off, or that does not "
                  "speak the file's language: nobody can say whether it is of use.\n"
                  "- A comment without a list while any rule is switched off, for the same "
                  "reason.\n"
                  "- Comments of other linters.",
    .fixes = "Safe: the comment goes, or only the ids of its list that are of no use. No "
             "code is touched.",
    .severity = SEVERITY_HINT,
    .python = {"asynclint"},
    .js = {"asynclint"},
    .examples =
        {
            {
                .language = "python",
                .bad = "import asyncio\n"
                       "\n"
                       "\n"
                       "async def poll():\n"
                       "    await asyncio.sleep(1)  # asynclint: ignore[blocking-sleep]\n",
                .good = "import time\n"
                        "\n"
                        "\n"
                        "async def poll():\n"
                        "    time.sleep(1)  # asynclint: ignore[blocking-sleep]\n",
            },
            {
                .language = "javascript",
                .bad = "// asynclint: ignore[blocking-slep] a slip of the pen\n"
                       "export const answer = 42;\n",
                .good = "// nothing is ignored here\n"
                        "export const answer = 42;\n",
            },
        },
};
