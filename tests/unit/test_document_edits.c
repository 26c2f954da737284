/*
 * test_document_edits.c - the law of documents, under random edits.
 *
 * After each edit the text equals a naive model's, the line index one built anew,
 * positions lead back to their bytes, and the tree equals a fresh parse. Edits come in
 * bursts that are undone again, so that texts with and without syntax errors both occur.
 */
#include "unit.h"

#include "document_law.h"

const TSLanguage *tree_sitter_python(void);
const TSLanguage *tree_sitter_javascript(void);
const TSLanguage *tree_sitter_tsx(void);
const TSLanguage *tree_sitter_typescript(void);

enum { BURSTS = 250, BURST = 6, PROBES = 8 };

/* --- chance, the same in every run (xorshift32) --- */

static uint32_t seed;

static uint32_t below(uint32_t bound)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed % bound;
}

/* --- edits --- */

static const char *const PIECES[] = {
    "\r",     "\n",        "\r\n",
    "\n    ", "\"",        "'",
    "`",      "(",         ")",
    "[",      "]",         "{",
    "}",      "=>",        "await ",
    "async ", ":",         ";",
    ",",      " ",         "\t",
    "é",      "😀",         "中",
    "\\",     "/",         "/*",
    "*/",     "#",         "//",
    "\"\"\"", "${",        "<a>",
    "</a>",   "if x:",     "=",
    "\xFF",   "\x80\x80",  "\xE2\x80\xA8",
    ".",      "x",         "1",
    "lambda", "return",    "class A:",
    "else",   "f(1, 'é')", "import x\n",
};

/* One edit, with what undoes it. */
typedef struct Step {
    Span span;      /* of the text before */
    uint32_t added; /* bytes */
    char removed[64];
} Step;

static Step random_edit(Document *doc, char *model)
{
    uint32_t len = (uint32_t)strlen(model);
    const char *piece = below(4) ? PIECES[below(COUNT(PIECES))] : "";
    uint32_t start = below(len + 1);
    uint32_t count = *piece && below(3) ? 0 : below(below(4) ? 4 : 60);
    uint32_t end = start + count < len ? start + count : len;
    Step step = {.span = {start, end}, .added = (uint32_t)strlen(piece)};
    memcpy(step.removed, model + start, end - start);

    document_edit(doc, step.span, piece, step.added);
    memmove(model + start + step.added, model + end, len - end + 1);
    memcpy(model + start, piece, step.added);
    return step;
}

static void undo(Document *doc, char *model, const Step *step)
{
    Span added = {step->span.start, step->span.start + step->added};
    uint32_t removed = step->span.end - step->span.start;
    document_edit(doc, added, step->removed, removed);
    memmove(model + added.start + removed, model + added.end,
            strlen(model + added.end) + 1);
    memcpy(model + added.start, step->removed, removed);
}

static void assert_law(Document *doc, const TSLanguage *language, const char *model)
{
    const char *broken = broken_law(doc, (Str){model, (uint32_t)strlen(model)});
    for (int i = 0; i < PROBES && !broken; i++)
        broken = broken_position(doc, below(document_text(doc).len + 1));
    if (!broken && below(3)) /* else several edits go by between two trees */
        broken = broken_tree(doc, language);
    if (broken)
        fail_msg("%s, of the text\n%s", broken, model);
}

static void run_bursts(const TSLanguage *language, const char *text)
{
    seed = 20240229;
    static char model[16 * 1024]; /* bursts add little, and are undone */
    assert_true(strlen(text) < sizeof model / 2);
    memcpy(model, text, strlen(text) + 1);
    Document *doc = document_new(language, text, strlen(text));
    for (int burst = 0; burst < BURSTS; burst++) {
        Step steps[BURST];
        uint32_t count = 1 + below(BURST);
        for (uint32_t i = 0; i < count; i++) {
            steps[i] = random_edit(doc, model);
            assert_law(doc, language, model);
        }
        while (count-- > 0) {
            undo(doc, model, &steps[count]);
            assert_law(doc, language, model);
        }
    }
    assert_string_equal(model, text);
    document_free(doc);
}

static const char PYTHON[] =
    "\"\"\"Fetch – one by one: é😀中.\"\"\"\r\n"
    "import asyncio, time as t\r\n"
    "from http.client import (\n    HTTPConnection,\n)\n\n\n"
    "async def fetch(urls: list[str], *, limit=3, **rest) -> dict:\n"
    "    found = {}  # naïve\n"
    "    async with session.get(f'{urls[0]!r:>{limit}}') as answer, lock:\n"
    "        for i, url in enumerate(urls):\r\n"
    "            if i % 2 and not url or i >= limit:\n"
    "                found[url] = await asyncio.gather(*[get(u) for u in urls if u])\n"
    "            elif url is None:\n"
    "                continue\n"
    "            else:\n"
    "                t.sleep(0.5); found |= {'中': (yield)}\n"
    "    try:\n"
    "        return {k: v for k, v in found.items()}\n"
    "    except (ValueError, OSError) as error:\n"
    "        raise RuntimeError('é') from error\n"
    "    finally:\n"
    "        print(\"done\", file=x)\n\n\n"
    "@decorated(1)\n"
    "class Client(Base, metaclass=Meta):\n"
    "    retries: int = 3\n\n"
    "    def close(self): return lambda x=1, *a: x if a else -x\n\n"
    "match command:\n"
    "    case [\"go\", where] if where: pass\n"
    "    case _:\n"
    "        while (n := read()) > 0:\n"
    "            print(n)\n";

#define ECMASCRIPT                                                                         \
    "// Fetch – one by one: é😀中.\r\n"                                              \
    "import fs, {readFile as read} from 'node:fs/promises';\r\n"                           \
    "export default async function fetchAll(urls, {limit = 3, ...rest} = {}) {\n"          \
    "  const found = new Map()\n"                                                          \
    "  for (const [i, url] of urls.entries()) {\n"                                         \
    "    if (i % 2 === 0 && url?.href || i / 2 > limit) {\r\n"                             \
    "      found.set(url, await fetch(`${base}/é/${encode(url, `x${i}`)}`));\n"           \
    "    } else if (/^[a-z/]+\\/😀$/u.test(url)) continue\n"                             \
    "    else { let n = 0; do { n++ } while (n < 3) }\n"                                   \
    "  }\n"                                                                                \
    "  try {\n"                                                                            \
    "    return await Promise.all(urls.map(async (u) => ({u, v: await get(u)})))\n"        \
    "  } catch ({message}) {\n"                                                            \
    "    throw new Error(message)\n"                                                       \
    "  } finally { console.log(\"done\") }\n"                                              \
    "}\n\n"                                                                                \
    "class Client extends Base {\n"                                                        \
    "  #retries = 3\n"                                                                     \
    "  static async *pages(n) { yield* this.next(n) }\n"                                   \
    "  get size() { return this.#retries >> 1 }\n"                                         \
    "}\n"                                                                                  \
    "setTimeout(() => { fs.readFileSync('x'), void 0 }, 1e3)\n"                            \
    "label: switch (a) { case 1: break label; default: debugger }\n"

static void python_follows_random_edits(void **state)
{
    (void)state;
    run_bursts(tree_sitter_python(), PYTHON);
}

static void javascript_follows_random_edits(void **state)
{
    (void)state;
    run_bursts(tree_sitter_javascript(),
               ECMASCRIPT "const e = <A b={c} {...d}>é <B/> {f && <i>中</i>}</A>;\n");
}

static void typescript_follows_random_edits(void **state)
{
    (void)state;
    run_bursts(tree_sitter_typescript(),
               ECMASCRIPT "interface A<T> { b?: Promise<T>; c(): void }\n"
                          "const e = <const>[1, 2] as unknown as A<string>['b'];\n");
}

static void tsx_follows_random_edits(void **state)
{
    (void)state;
    run_bursts(tree_sitter_tsx(), ECMASCRIPT "type B = { [k: string]: A<number> | null };\n"
                                             "const e = <A<B> c={d as B}>é{...f}</A>;\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(python_follows_random_edits),
        cmocka_unit_test(javascript_follows_random_edits),
        cmocka_unit_test(typescript_follows_random_edits),
        cmocka_unit_test(tsx_follows_random_edits),
    };
    return cmocka_run_group_tests_name("document edits", tests, NULL, NULL);
}
