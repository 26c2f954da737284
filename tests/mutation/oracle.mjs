// oracle.mjs - what tests/rules/rules.test.mjs asks of a rule, asked of a mutant by as few runs of the
// program as can be: are its fixtures, and the examples of its page, as they should be? That each fix
// alone leaves what parses is not asked: it would take a run for each.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareFindings, EXTENSION_OF, fixedName, readFolder } from '../rules/fixtures.mjs';

const PATIENCE = 10000; // ms, of a run that takes some 30
const isApplied = (unsafe) => (finding) => finding.fixes.some((fix) => fix.safe || unsafe);

function exampleFiles(rule, kind) {
  const names = ({ language }) => (language === 'javascript' ? ['javascript', 'typescript', 'tsx'] : [language]);
  return rule.examples.flatMap((example, index) => names(example).map((language) => (
    { name: `example-${kind}${index}-${language}${EXTENSION_OF[language]}`, text: example[kind], kind })));
}

export class Oracle {
  constructor(root, rule) {
    const all = readFolder(join(root, 'tests/rules', rule.id));
    this.id = rule.id;
    this.bad = all.bad.map((file) => ({ ...file, fixed: this.fixed(all, file, false), unsafe: this.fixed(all, file, true) }));
    this.fixtures = [...all.bad, ...all.good];
    this.examples = [...exampleFiles(rule, 'bad'), ...exampleFiles(rule, 'good')];
    this.toFix = [...this.bad, ...this.examples.filter(({ kind }) => kind === 'bad')];
    this.folder = mkdtempSync(join(tmpdir(), 'asynclint-mutant-'));
    for (const name of ['all', 'fix']) mkdirSync(join(this.folder, name));
    for (const { name, text } of [...this.fixtures, ...this.examples]) writeFileSync(join(this.folder, 'all', name), text);
  }

  close() {
    rmSync(this.folder, { recursive: true });
  }

  fixed(all, { name, text }, unsafe) {
    const safe = all.fixed.get(fixedName(name, false)) ?? text;
    return unsafe ? all.fixed.get(fixedName(name, true)) ?? safe : safe;
  }

  // What is found by name, or null: the program crashed, hung or said something else.
  check(program, environment, folder, files, ...options) {
    const selected = this.id === 'unused-suppression' ? 'all' : this.id;
    const run = spawnSync(program, ['check', '--format', 'json', '--select', selected, '--no-config', '--no-workspace',
      '--min-severity', 'hint', ...options, ...files.map(({ name }) => name)],
    { cwd: join(this.folder, folder), env: { ...process.env, ...environment }, encoding: 'utf8', timeout: PATIENCE, killSignal: 'SIGKILL', maxBuffer: 1 << 28 });
    if (run.status !== 0 && run.status !== 1) return null;
    const found = new Map(files.map(({ name }) => [name, []]));
    for (const finding of JSON.parse(run.stdout).findings)
      if (finding.rule === this.id) found.get(finding.path.replace(/^\.\//, ''))?.push(finding);
    return found;
  }

  findingsDiffer(found) {
    for (const { name, text, wanted } of this.fixtures)
      if (compareFindings(name, text, wanted, found.get(name)).length) return true;
    return this.examples.some(({ name, kind }) => (kind === 'bad') === (found.get(name).length === 0));
  }

  // Fixed twice: the texts, what is left, and that a second time changes nothing.
  fixesDiffer(program, environment, before, unsafe) {
    const options = unsafe ? ['--fix', '--unsafe-fixes'] : ['--fix'];
    const path = (name) => join(this.folder, 'fix', name), read = ({ name }) => readFileSync(path(name), 'utf8');
    for (const { name, text } of this.toFix) writeFileSync(path(name), text);
    const after = this.check(program, environment, 'fix', this.toFix, ...options);
    if (!after) return true;
    const texts = this.toFix.map(read);
    if (this.bad.some((file, index) => texts[index] !== (unsafe ? file.unsafe : file.fixed))) return true;
    for (const { name } of this.toFix) {
      const left = before.get(name).filter((finding) => !isApplied(unsafe)(finding)).length;
      if (after.get(name).length > left || after.get(name).some(isApplied(unsafe))) return true;
    }
    return !this.check(program, environment, 'fix', this.toFix, ...options)
      || this.toFix.some((file, index) => read(file) !== texts[index]);
  }

  // Why the tests fail with this program, or null: they pass.
  ask(program, environment = {}) {
    const found = this.check(program, environment, 'all', [...this.fixtures, ...this.examples]);
    if (!found) return 'crash';
    if (this.findingsDiffer(found)) return 'findings';
    if (this.fixesDiffer(program, environment, found, false)) return 'safe fixes';
    return this.fixesDiffer(program, environment, found, true) ? 'unsafe fixes' : null;
  }
}
