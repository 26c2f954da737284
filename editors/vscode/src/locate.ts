// Where the program is: the setting, then the one that came with the extension, then PATH.
// Knows nothing of the editor, so that it is tested without one.
import * as path from 'node:path';

export interface Surroundings {
  setting: string; // asynclint.path, empty when not set
  extension: string; // the extension's folder
  home: string;
  folder: string | undefined; // the first folder of the workspace
  pathVariable: string; // PATH
  platform: NodeJS.Platform;
  isProgram(file: string): boolean;
}

export type Found = { program: string; from: 'setting' | 'extension' | 'PATH' } | { program?: undefined; tried: string[] };

// What a user may write in the setting: ~, ${workspaceFolder}, ${userHome}.
function expand(text: string, { home, folder }: Surroundings): string {
  return text
    .replace(/^~(?=$|[/\\])/, home)
    .replaceAll('${userHome}', home)
    .replaceAll('${workspaceFolder}', folder ?? '.');
}

export function locate(around: Surroundings): Found {
  const paths = around.platform === 'win32' ? path.win32 : path.posix;
  const name = around.platform === 'win32' ? 'asynclint.exe' : 'asynclint';
  const setting = expand(around.setting.trim(), around);
  if (setting) {
    const program = setting === paths.basename(setting) ? onPath(setting) : paths.resolve(around.folder ?? around.home, setting);
    // What was asked for and is not there is told, not replaced by another one.
    return program && around.isProgram(program) ? { program, from: 'setting' } : { tried: [program ?? setting] };
  }
  const bundled = paths.join(around.extension, 'bin', name);
  if (around.isProgram(bundled)) return { program: bundled, from: 'extension' };
  const program = onPath(name);
  return program ? { program, from: 'PATH' } : { tried: [bundled, `${name} on PATH`] };

  // Absolute folders only: a relative one would be inside what was opened.
  function onPath(file: string): string | undefined {
    return around.pathVariable
      .split(paths.delimiter)
      .filter((folder) => paths.isAbsolute(folder))
      .map((folder) => paths.join(folder, file))
      .find((candidate) => around.isProgram(candidate));
  }
}
