// asynclint for VS Code: starts the server and offers its commands. No logic of its own.
import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { Server } from './server';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const it = (server = new Server(context));
  registerCommands(context, () => it.program);
  context.subscriptions.push(
    vscode.commands.registerCommand('asynclint.restart', () => it.restart()),
    vscode.commands.registerCommand('asynclint.showLog', () => it.showLog()),
    vscode.workspace.onDidChangeConfiguration((event) =>
      ['enable', 'path'].some((key) => event.affectsConfiguration(`asynclint.${key}`)) ? it.restart() : undefined),
    vscode.workspace.onDidGrantWorkspaceTrust(() => it.restart()),
  );
  await it.restart();
}

export function deactivate(): Promise<void> | undefined {
  return server?.dispose();
}
