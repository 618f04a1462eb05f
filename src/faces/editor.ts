/** Writing the question in the person's own editor. */
import type { Notice } from '../text/catalogue.ts';
import { cleanLine, cleanText } from '../text/clean.ts';

export type Edited =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly notice: Notice };

/**
 * Opens `text` in `$VISUAL`, `$EDITOR` or `vi` (`notepad` on Windows) and gives back what was written. The terminal must
 * be free. The file lies in a folder of its own that only this person can read, and is deleted.
 */
export async function editText(text: string, env: NodeJS.ProcessEnv = process.env): Promise<Edited> {
  const { mkdtemp, readFile, rm, writeFile } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const { spawn } = await import('node:child_process');
  const editor = env.VISUAL || env.EDITOR || (process.platform === 'win32' ? 'notepad' : 'vi');
  const failed: Edited = {
    ok: false,
    notice: { code: 'editor-failed', data: { editor: cleanLine(editor, 60) } },
  };
  const folder = await mkdtemp(join(tmpdir(), 'vision-chat-')).catch(() => null);
  if (folder === null) return failed;
  const file = join(folder, 'question.md');
  try {
    await writeFile(file, text, { mode: 0o600 });
    // An editor is named with its arguments, such as `code --wait`, hence the shell; the file is no part of its words.
    const command =
      process.platform === 'win32' ? `${editor} "%VISION_CHAT_FILE%"` : `${editor} "$VISION_CHAT_FILE"`;
    const code = await new Promise<number | null>(resolve => {
      const child = spawn(command, {
        shell: true,
        stdio: 'inherit',
        env: { ...env, VISION_CHAT_FILE: file },
      });
      child.on('error', () => resolve(null));
      child.on('exit', resolve);
    });
    if (code !== 0) return failed;
    const written = await readFile(file, 'utf8');
    return { ok: true, text: cleanText(written.replace(/\r\n?/g, '\n')).replace(/\n+$/, '') };
  } catch {
    return failed;
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
