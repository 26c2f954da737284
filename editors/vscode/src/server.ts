// The life of the server: finds the program, starts it, tells how it is, starts it again.
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { LanguageClient, LanguageClientOptions, State } from 'vscode-languageclient/node';
import { Found, locate } from './locate';
import { serverSettings } from './settings';

const LANGUAGES = ['python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact'];
const SCHEMES = ['file', 'untitled', 'vscode-notebook-cell'];
const SELECTOR = LANGUAGES.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme })));

const section = (scope?: vscode.Uri) => vscode.workspace.getConfiguration('asynclint', scope ?? null);

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

export class Server implements vscode.Disposable {
  private readonly log = vscode.window.createOutputChannel('asynclint', { log: true });
  private readonly status = vscode.languages.createLanguageStatusItem('asynclint', SELECTOR);
  private client: LanguageClient | undefined;
  private turn: Promise<void> = Promise.resolve(); // of starting and stopping, one after the other
  program: string | undefined;

  constructor(private readonly context: vscode.ExtensionContext) {
    this.status.name = 'asynclint';
    this.status.command = { command: 'asynclint.showLog', title: 'Show Log' };
    this.tell('asynclint', 'not started');
  }

  showLog(): void {
    this.log.show();
  }

  restart(): Promise<void> {
    this.turn = this.turn.then(() => this.stop()).then(() => this.start()).catch((error) => {
      this.log.error(String(error));
      this.tell('asynclint', `did not start: ${error}`, vscode.LanguageStatusSeverity.Error);
    });
    return this.turn;
  }

  async dispose(): Promise<void> {
    await this.turn;
    await this.stop();
    this.status.dispose();
    this.log.dispose();
  }

  private async stop(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    if (client) await client.dispose().catch((error) => this.log.warn(String(error)));
  }

  private async start(): Promise<void> {
    if (!section().get('enable', true)) return this.tell('asynclint', 'off, by the setting asynclint.enable');
    const found = this.find();
    this.program = found.program;
    if (found.program === undefined) return this.tellMissing(found.tried);
    this.log.info(`the program is ${found.program}, by ${found.from}`);
    const run = { command: found.program, args: ['lsp'] };
    this.client = new LanguageClient('asynclint', 'asynclint', run, this.options());
    this.client.onDidChangeState(({ newState }) => this.tellState(newState));
    await this.client.start();
  }

  private find(): Found {
    return locate({
      setting: section().get('path', ''), extension: this.context.extensionPath, home: homedir(),
      folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath, pathVariable: process.env.PATH ?? '',
      platform: process.platform, isProgram,
    });
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: SELECTOR,
      outputChannel: this.log,
      initializationOptions: serverSettings(section()),
      middleware: {
        workspace: {
          configuration: ({ items }) =>
            items.map(({ section: name, scopeUri }) =>
              name === 'asynclint' ? serverSettings(section(scopeUri ? vscode.Uri.parse(scopeUri) : undefined)) : null),
        },
      },
    };
  }

  private tell(text: string, detail: string, severity = vscode.LanguageStatusSeverity.Information, busy = false): void {
    Object.assign(this.status, { text, detail, severity, busy });
  }

  private tellState(state: State): void {
    const info = this.client?.initializeResult?.serverInfo;
    if (state === State.Running) this.tell(`asynclint ${info?.version ?? ''}`.trim(), 'running');
    else if (state === State.Starting) this.tell('asynclint', 'starting', undefined, true);
    else this.tell('asynclint', 'stopped', vscode.LanguageStatusSeverity.Error);
  }

  private async tellMissing(tried: string[]): Promise<void> {
    this.log.error(`no program; tried ${tried.join(', ')}`);
    this.tell('asynclint', 'the program was not found', vscode.LanguageStatusSeverity.Error);
    const answers = { 'Open Settings': () => vscode.commands.executeCommand('workbench.action.openSettings', 'asynclint.path'),
      'How to Install': () => vscode.env.openExternal(vscode.Uri.parse('https://github.com/asynclint/asynclint#readme')) };
    const text = `asynclint was not found (tried ${tried.join(', ')}). Install it, or say in the setting asynclint.path where it is.`;
    // Not waited for: the message may stay for hours.
    void vscode.window.showErrorMessage(text, ...Object.keys(answers)).then((answer) => answer && answers[answer as keyof typeof answers]());
  }
}
