/* test_modules_js.c - which file of the workspace a specifier of js means. */
#include "unit.h"

#include "asynclint/modules.h"

#include "memory_files.h"

/* `name` as `from` imports it, or requires it when it begins with "require ". */
static const char *find(MemoryFile *files, const char *from, const char *name)
{
    static char said[512];
    const char *const roots[] = {"/w", "/other"};
    bool required = starts_with(name, "require ");
    Modules *modules = modules_new(roots, 2, memory_files(files));
    Module found;
    modules_find(modules,
                 (ModuleName){.from = from,
                              .language = language_of_path(from),
                              .name = name + (required ? strlen("require ") : 0),
                              .required = required},
                 &found);
    assert_null(found.member);
    strncpy(said, found.path ? found.path : "nothing", sizeof said - 1);
    modules_free(modules);
    return said;
}

#define EXPECT(files, from, name, path) assert_string_equal(find(files, from, name), path)

static void a_path_is_found_with_and_without_its_extension(void **state)
{
    (void)state;
    MemoryFile files[] = {
        {"/w/a.js"},          {"/w/t.ts"},         {"/w/x.js"},
        {"/w/x.ts"},          {"/w/only.ts"},      {"/w/view.tsx"},
        {"/w/m.mts"},         {"/w/lib/index.js"}, {"/w/lib.js"},
        {"/w/dir/index.tsx"}, {"/w/data.json"},    {"/w/a.service.ts"},
        {"/w/typed.d.ts"},    {"/w/both.d.ts"},    {"/w/both.js"},
        {"/elsewhere/e.js"},  {"/other/o.js"},     {NULL},
    };
    EXPECT(files, "/w/a.js", "./x.js", "/w/x.js");
    EXPECT(files, "/w/t.ts", "./x.js", "/w/x.ts");
    EXPECT(files, "/w/a.js", "./x", "/w/x.js");
    EXPECT(files, "/w/t.ts", "./x", "/w/x.ts");
    EXPECT(files, "/w/a.js", "./only.js", "/w/only.ts");
    EXPECT(files, "/w/a.js", "./view.jsx", "/w/view.tsx");
    EXPECT(files, "/w/a.js", "./view.js", "/w/view.tsx");
    EXPECT(files, "/w/a.js", "./m.mjs", "/w/m.mts");
    EXPECT(files, "/w/a.js", "./a.service", "/w/a.service.ts");
    EXPECT(files, "/w/a.js", "./lib", "/w/lib.js");
    EXPECT(files, "/w/a.js", "./lib/", "/w/lib/index.js");
    EXPECT(files, "/w/a.js", "./dir", "/w/dir/index.tsx");
    EXPECT(files, "/w/dir/index.tsx", "..", "nothing");
    EXPECT(files, "/w/lib/index.js", "../x.js", "/w/x.js");
    EXPECT(files, "/w/a.js", "./typed.js", "/w/typed.d.ts");
    EXPECT(files, "/w/t.ts", "./both", "/w/both.js");
    EXPECT(files, "/w/a.js", "./data.json", "nothing");
    EXPECT(files, "/w/a.js", "./missing", "nothing");
    EXPECT(files, "/w/a.js", "../elsewhere/e.js", "nothing");
    EXPECT(files, "/w/a.js", "../other/o.js", "/other/o.js");
    EXPECT(files, "/w/a.js", "/w/x.js", "nothing");
    EXPECT(files, "/w/a.js", "./x.js?raw", "nothing");
    EXPECT(files, "/w/a.js", "x", "nothing");
}

static void a_folder_is_what_its_package_json_says(void **state)
{
    (void)state;
    MemoryFile files[] = {
        {"/w/a.js"},
        {"/w/one/package.json", "{\"main\": \"lib/start\", \"module\": \"./esm.mjs\"}"},
        {"/w/one/lib/start.js"},
        {"/w/one/esm.mjs"},
        {"/w/two/package.json", "{\"main\": \"missing\"}"},
        {"/w/two/index.js"},
        {"/w/three/package.json", "{\"main\": \".\"}"},
        {"/w/three/index.js"},
        {"/w/four/package.json", "{\"main\": \"../one\"}"},
        {NULL},
    };
    EXPECT(files, "/w/a.js", "./one", "/w/one/esm.mjs");
    EXPECT(files, "/w/a.js", "require ./one", "/w/one/lib/start.js");
    EXPECT(files, "/w/a.js", "./two", "/w/two/index.js");
    EXPECT(files, "/w/a.js", "./three", "/w/three/index.js");
    EXPECT(files, "/w/a.js", "./four", "nothing");
}

static void packages_of_the_workspace_are_found_by_name(void **state)
{
    (void)state;
    MemoryFile files[] = {
        {"/w/package.json",
         "{\"workspaces\": [\"packages/*\", \"!packages/hidden\", \"apps/**\"]}"},
        {"/w/packages/core/package.json",
         "{\"name\": \"@acme/core\", \"main\": \"dist/index.js\"}"},
        {"/w/packages/core/src/index.ts"},
        {"/w/packages/core/src/sub/x.ts"},
        {"/w/packages/core/dist/index.js"},
        {"/w/packages/plain/package.json", "{\"name\": \"plain\"}"},
        {"/w/packages/plain/index.js"},
        {"/w/packages/plain/util.js"},
        {"/w/packages/hidden/package.json", "{\"name\": \"hidden\"}"},
        {"/w/packages/hidden/index.js"},
        {"/w/packages/fs/package.json", "{\"name\": \"fs\"}"},
        {"/w/packages/fs/index.js"},
        {"/w/apps/deep/web/package.json",
         "{\"name\": \"web\", \"source\": \"src/main.ts\"}"},
        {"/w/apps/deep/web/src/main.ts"},
        {"/w/apps/deep/web/node_modules/third/package.json", "{\"name\": \"third\"}"},
        {"/w/apps/deep/web/node_modules/third/index.js"},
        {NULL},
    };
    const char *from = "/w/apps/deep/web/src/main.ts";
    EXPECT(files, from, "@acme/core", "/w/packages/core/src/index.ts");
    EXPECT(files, from, "@acme/core/dist/sub/x.js", "/w/packages/core/src/sub/x.ts");
    EXPECT(files, from, "plain", "/w/packages/plain/index.js");
    EXPECT(files, from, "plain/util", "/w/packages/plain/util.js");
    EXPECT(files, from, "plain/none", "nothing");
    EXPECT(files, from, "hidden", "nothing");
    EXPECT(files, from, "fs", "nothing");
    EXPECT(files, from, "fs/promises", "nothing");
    EXPECT(files, from, "third", "nothing");
    EXPECT(files, "/w/packages/plain/util.js", "web", "/w/apps/deep/web/src/main.ts");
    EXPECT(files, "/w/packages/plain/util.js", "constructor", "nothing");
}

static void other_lists_of_packages_count_too(void **state)
{
    (void)state;
    MemoryFile files[] = {
        {"/w/pnpm-workspace.yaml",
         "# ours\npackages:\n  - 'libs/*' # all\n  - \"!libs/no\"\n"
         "  - tools\r\n\ncatalog:\n  - other/*\n"},
        {"/w/libs/a/package.json", "{\"name\": \"a\"}"},
        {"/w/libs/a/index.js"},
        {"/w/libs/no/package.json", "{\"name\": \"no\"}"},
        {"/w/libs/no/index.js"},
        {"/w/tools/package.json", "{\"name\": \"tools\"}"},
        {"/w/tools/index.js"},
        {"/w/other/b/package.json", "{\"name\": \"b\"}"},
        {"/w/other/b/index.js"},
        {"/w/app/package.json",
         "{\"dependencies\": {\"b\": \"file:../other/b\", \"c\": \"^1\"}}"},
        {"/w/app/app.js"},
        {NULL},
    };
    EXPECT(files, "/w/tools/index.js", "a", "/w/libs/a/index.js");
    EXPECT(files, "/w/libs/a/index.js", "tools", "/w/tools/index.js");
    EXPECT(files, "/w/tools/index.js", "no", "nothing");
    EXPECT(files, "/w/tools/index.js", "b", "nothing");
    EXPECT(files, "/w/app/app.js", "b", "/w/other/b/index.js");
    EXPECT(files, "/w/app/app.js", "c", "nothing");
}

static void exports_are_followed_by_condition_and_pattern(void **state)
{
    (void)state;
    MemoryFile files[] = {
        {"/w/package.json", "{\"workspaces\": {\"packages\": [\"p\", \"q\", \"r\"]}}"},
        {"/w/a.js"},
        {"/w/p/package.json",
         "{\"name\": \"p\", \"main\": \"./hidden.js\", \"exports\": {\n"
         "  \".\": {\"types\": \"./i.d.ts\", \"import\": {\"node\": \"./i.mjs\"},\n"
         "          \"require\": [null, \"./i.cjs\"], \"default\": \"./never.js\"},\n"
         "  \"./deep/x/*\": \"./lib/x-*.js\", \"./deep/*\": \"./lib/*.js\",\n"
         "  \"./deep/secret\": null, \"./up\": \"../a.js\", \"./bare\": \"q\",\n"
         "  \"./only-types\": {\"types\": \"./i.d.ts\"}}}"},
        {"/w/p/i.d.ts"},
        {"/w/p/i.mjs"},
        {"/w/p/i.cjs"},
        {"/w/p/never.js"},
        {"/w/p/hidden.js"},
        {"/w/p/lib/one.js"},
        {"/w/p/lib/x-two.js"},
        {"/w/p/lib/secret.js"},
        {"/w/q/package.json", "{\"name\": \"q\", \"exports\": \"./dist/esm/q.js\"}"},
        {"/w/q/src/q.ts"},
        {"/w/q/dist/esm/q.js"},
        {"/w/r/package.json",
         "{\"name\": \"r\", \"exports\": {\"import\": \"./out/r.d.mts\"}}"},
        {"/w/r/tsconfig.json",
         "{\"compilerOptions\": {\"rootDir\": \"code\", \"outDir\": \"out\"}}"},
        {"/w/r/code/r.mts"},
        {NULL},
    };
    EXPECT(files, "/w/a.js", "p", "/w/p/i.mjs");
    EXPECT(files, "/w/a.js", "require p", "/w/p/i.cjs");
    EXPECT(files, "/w/a.js", "p/deep/one", "/w/p/lib/one.js");
    EXPECT(files, "/w/a.js", "p/deep/x/two", "/w/p/lib/x-two.js");
    EXPECT(files, "/w/a.js", "p/deep/secret", "nothing");
    EXPECT(files, "/w/a.js", "p/hidden.js", "nothing");
    EXPECT(files, "/w/a.js", "p/up", "nothing");
    EXPECT(files, "/w/a.js", "p/bare", "nothing");
    EXPECT(files, "/w/a.js", "p/only-types", "/w/p/i.d.ts");
    EXPECT(files, "/w/a.js", "q", "/w/q/src/q.ts");
    EXPECT(files, "/w/a.js", "q/sub", "nothing");
    EXPECT(files, "/w/a.js", "r", "/w/r/code/r.mts");
    EXPECT(files, "/w/p/lib/one.js", "p", "/w/p/i.mjs"); /* itself */
}

static void imports_are_a_packages_own_names(void **state)
{
    (void)state;
    MemoryFile files[] = {
        {"/w/package.json",
         "{\"workspaces\": [\"q\"], \"imports\": {\"#db\": \"./src/db.js\","
         " \"#q\": \"q\", \"#lib/*\": \"./src/*\", \"#self\": \"#db\"}}"},
        {"/w/src/db.ts"},
        {"/w/src/deep/a.ts"},
        {"/w/q/package.json", "{\"name\": \"q\"}"},
        {"/w/q/index.js"},
        {NULL},
    };
    EXPECT(files, "/w/src/deep/a.ts", "#db", "/w/src/db.ts");
    EXPECT(files, "/w/src/deep/a.ts", "#q", "/w/q/index.js");
    EXPECT(files, "/w/src/db.ts", "#lib/deep/a.js", "/w/src/deep/a.ts");
    EXPECT(files, "/w/src/db.ts", "#self", "nothing");
    EXPECT(files, "/w/q/index.js", "#db", "nothing");
}

static void tsconfig_maps_names(void **state)
{
    (void)state;
    MemoryFile files[] = {
        {"/w/tsconfig.base.json",
         "\xEF\xBB\xBF{ // with comments\n \"compilerOptions\": {\n"
         "  \"paths\": { \"@lib/*\": [\"./missing/*\", \"./lib/*\"],\n"
         "   \"exact\": [\"lib/exact.ts\"], \"@lib/deep/*\": [\"deep/*\"], },\n"
         " }, /* and trailing commas */ } // at the end"},
        {"/w/tsconfig.json", "{\"extends\": \"./tsconfig.base\"}"},
        {"/w/lib/x.ts"},
        {"/w/lib/exact.ts"},
        {"/w/deep/y.ts"},
        {"/w/src/a.ts"},
        {"/w/app/tsconfig.json",
         "{\"extends\": [\"../tsconfig.base.json\", \"./tsconfig.json\"],"
         " \"compilerOptions\": {\"baseUrl\": \"${configDir}/code\"}}"},
        {"/w/app/code/util/z.ts"},
        {"/w/app/code/lib/x.ts"},
        {"/w/vite/tsconfig.json",
         "{\"files\": [], \"references\": [{\"path\": \"./tsconfig.app.json\"}]}"},
        {"/w/vite/tsconfig.app.json",
         "{\"compilerOptions\": {\"paths\": {\"@/*\": [\"./src/*\"]}}}"},
        {"/w/vite/src/b.tsx"},
        {"/w/js/jsconfig.json", "{\"compilerOptions\": {\"baseUrl\": \".\"}}"},
        {"/w/js/path.js"},
        {"/w/js/m.js"},
        {"/w/broken/tsconfig.json", "{\"compilerOptions\": {\"baseUrl\": \".\""},
        {"/w/broken/n.ts"},
        {NULL},
    };
    EXPECT(files, "/w/src/a.ts", "@lib/x", "/w/lib/x.ts");
    EXPECT(files, "/w/src/a.ts", "@lib/deep/y.js", "/w/deep/y.ts");
    EXPECT(files, "/w/src/a.ts", "exact", "/w/lib/exact.ts");
    EXPECT(files, "/w/src/a.ts", "exactly", "nothing");
    EXPECT(files, "/w/app/code/util/z.ts", "util/z", "/w/app/code/util/z.ts");
    EXPECT(files, "/w/app/code/util/z.ts", "@lib/x", "/w/app/code/lib/x.ts");
    EXPECT(files, "/w/vite/src/b.tsx", "@/b", "/w/vite/src/b.tsx");
    EXPECT(files, "/w/js/m.js", "m", "/w/js/m.js");
    EXPECT(files, "/w/js/m.js", "path", "nothing");
    EXPECT(files, "/w/broken/n.ts", "n", "nothing");
}

static void an_installed_configuration_can_be_extended(void **state)
{
    (void)state;
    MemoryFile files[] = {
        {"/w/node_modules/@acme/conf/tsconfig.json",
         "{\"compilerOptions\": {\"baseUrl\": \"${configDir}\"}}"},
        {"/w/tsconfig.json",
         "{\"extends\": \"@acme/conf\", \"compilerOptions\": {\"baseUrl\": \"src\"}}"},
        {"/w/one/tsconfig.json",
         "{\"extends\": \"../node_modules/@acme/conf/tsconfig.json\"}"},
        {"/w/src/x.ts"},
        {NULL},
    };
    EXPECT(files, "/w/src/x.ts", "x", "/w/src/x.ts");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_is_found_with_and_without_its_extension),
        cmocka_unit_test(a_folder_is_what_its_package_json_says),
        cmocka_unit_test(packages_of_the_workspace_are_found_by_name),
        cmocka_unit_test(other_lists_of_packages_count_too),
        cmocka_unit_test(exports_are_followed_by_condition_and_pattern),
        cmocka_unit_test(imports_are_a_packages_own_names),
        cmocka_unit_test(tsconfig_maps_names),
        cmocka_unit_test(an_installed_configuration_can_be_extended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
