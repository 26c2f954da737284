// asynclint's findings among an editor's diagnostics.
import * as vscode from 'vscode';

export const SOURCE = 'asynclint';

// The rule's id: the code of a diagnostic is a text, or a text with a link.
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code ?? '');
}

// Those at the cursor; where there is none, those of its line; where there is none either, the file's.
export function findingsAt(editor: vscode.TextEditor): vscode.Diagnostic[] {
  const all = vscode.languages.getDiagnostics(editor.document.uri).filter(({ source }) => source === SOURCE);
  const { active } = editor.selection;
  const at = all.filter(({ range }) => range.contains(active));
  if (at.length) return at;
  const inLine = all.filter(({ range }) => range.start.line <= active.line && active.line <= range.end.line);
  return inLine.length ? inLine : all;
}
