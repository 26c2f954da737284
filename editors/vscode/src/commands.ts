// What is in the command palette, but for the server's own life (server.ts).
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { findingsAt, ruleOf } from './findings';

const SCHEME = 'asynclint-rule';

export function registerCommands(context: vscode.ExtensionContext, program: () => string | undefined): void {
  const add = (name: string, run: (...words: string[]) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(`asynclint.${name}`, run));
  add('fixFile', fixFile);
  add('showDocumentation', showDocumentation);
  add('showCallChain', showCallChain);
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => explain(program(), uri.path.replace(/^\/|\.md$/g, '')),
    }),
  );
}

function editorOrTell(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) void vscode.window.showInformationMessage('asynclint: no editor is open');
  return editor;
}

function fixFile(): unknown {
  return editorOrTell() && vscode.commands.executeCommand('editor.action.sourceAction', { kind: 'source.fixAll.asynclint', apply: 'first' });
}

// The rule's page as the program prints it: no network, and of the version that runs.
async function explain(program: string | undefined, rule: string): Promise<string> {
  if (!program) return 'asynclint was not found.';
  const { stdout } = await promisify(execFile)(program, ['rules', '--format', 'markdown'], { maxBuffer: 1 << 24 });
  const start = stdout.search(new RegExp(`^## .*\\b${rule}\\b`, 'm'));
  if (start < 0) return `asynclint knows no rule \`${rule}\`.`;
  const end = stdout.indexOf('\n## ', start + 1);
  return stdout.slice(start, end < 0 ? undefined : end).replace(/^## /, '# ');
}

async function pick<T>(items: T[], label: (item: T) => string, title: string): Promise<T | undefined> {
  if (items.length < 2) return items[0];
  return (await vscode.window.showQuickPick(items.map((item) => ({ label: label(item), item })), { title }))?.item;
}

async function showDocumentation(id?: string): Promise<void> {
  const editor = id ? undefined : editorOrTell();
  const rules = id ? [id] : [...new Set(editor ? findingsAt(editor).map(ruleOf) : [])];
  const rule = await pick(rules, String, 'Documentation of which rule?');
  if (rule) await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` }));
  else if (editor && !rules.length) void vscode.window.showInformationMessage('asynclint finds nothing in this file');
}

// The places that lead to the finding, in a peek view, the finding itself first.
async function showCallChain(): Promise<void> {
  const editor = editorOrTell();
  if (!editor) return;
  const chains = findingsAt(editor).filter(({ relatedInformation }) => relatedInformation?.length);
  const finding = await pick(chains, ({ message }) => message, 'Call chain of which finding?');
  if (finding) {
    const { uri } = editor.document;
    const places = [new vscode.Location(uri, finding.range), ...(finding.relatedInformation ?? []).map(({ location }) => location)];
    await vscode.commands.executeCommand('editor.action.showReferences', uri, finding.range.start, places);
  } else if (!chains.length) {
    void vscode.window.showInformationMessage('asynclint: no finding here has a call chain');
  }
}
