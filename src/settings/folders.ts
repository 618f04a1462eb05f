/**
 * Where things are kept: the XDG Base Directory Specification 0.8 on Linux, and on macOS and Windows the folders that
 * the package env-paths uses, which many command-line programs share.
 */
import { posix, win32 } from 'node:path';
import type { Environment } from './environment.ts';

/** What the folders depend on. `packageRoot` is the folder of the program's own package.json. */
export type Surroundings = {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Absolute. */
  readonly home: string;
  /** Absolute. */
  readonly cwd: string;
  /** Absolute. */
  readonly packageRoot: string;
  /** Whether there is a file or folder at an absolute path. */
  readonly exists: (path: string) => boolean;
};

const NAME = 'vision-chat';

/** The folder of the settings file: `VISION_CHAT_CONFIG_DIR`, or the platform's. Absolute. */
export function configFolderOf(surroundings: Surroundings): string {
  const { env, platform, home } = surroundings;
  if (env.VISION_CHAT_CONFIG_DIR) return absolute(env.VISION_CHAT_CONFIG_DIR, surroundings);
  const { join } = pathsOf(platform);
  if (platform === 'darwin') return join(home, 'Library', 'Preferences', NAME);
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), NAME, 'Config');
  return join(xdg(env.XDG_CONFIG_HOME) ?? join(home, '.config'), NAME);
}

/**
 * The folder of the sessions, absolute: the flag's, `VISION_CHAT_SESSIONS`, the settings file's, that of the checkout when
 * the program runs in its own (as `npm start` does), or the platform's for data.
 */
export function sessionsFolderOf(
  surroundings: Surroundings,
  named: { readonly flag?: string | undefined; readonly setting?: string | undefined },
): string {
  const { env, platform, cwd, packageRoot, exists } = surroundings;
  const { isAbsolute, join, relative } = pathsOf(platform);
  const name = named.flag ?? (env.VISION_CHAT_SESSIONS || named.setting);
  if (name !== undefined) return absolute(name, surroundings);
  const way = relative(packageRoot, cwd);
  const isWithin = !/^\.\.([/\\]|$)/.test(way) && !isAbsolute(way);
  // What is installed from the registry has no sources.
  const isCheckout = exists(join(packageRoot, '.git')) || exists(join(packageRoot, 'src'));
  return isWithin && isCheckout
    ? join(packageRoot, 'sessions')
    : join(dataFolderOf(surroundings), 'sessions');
}

/** The file of the prompt history: state of the person on this computer, so never in a checkout. Absolute. */
export function historyFileOf(surroundings: Surroundings): string {
  const { env, platform, home } = surroundings;
  const { join } = pathsOf(platform);
  const isXdg = platform !== 'darwin' && platform !== 'win32';
  const folder = isXdg
    ? join(xdg(env.XDG_STATE_HOME) ?? join(home, '.local', 'state'), NAME)
    : dataFolderOf(surroundings);
  return join(folder, 'history.jsonl');
}

function dataFolderOf({ env, platform, home }: Surroundings): string {
  const { join } = pathsOf(platform);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', NAME);
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), NAME, 'Data');
  return join(xdg(env.XDG_DATA_HOME) ?? join(home, '.local', 'share'), NAME);
}

/** The specification: "If an implementation encounters a relative path … it should … ignore it." */
function xdg(folder: string | undefined): string | null {
  return folder && posix.isAbsolute(folder) ? folder : null;
}

/** A `~` in a variable or file is not expanded by a shell. */
function absolute(folder: string, { home, cwd, platform }: Surroundings): string {
  const { join, resolve } = pathsOf(platform);
  return /^~(?=$|[/\\])/.test(folder) ? join(home, folder.slice(1)) : resolve(cwd, folder);
}

function pathsOf(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix;
}
