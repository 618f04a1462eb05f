/** The prompts of earlier runs: JSON Lines, each `{"text":"…"}`. */
import { closeSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Notice } from '../text/catalogue.ts';
import { cleanText, wellFormed } from '../text/clean.ts';
import { shown } from './disk-notices.ts';
import { makePrivateFolder, openPrivateFile, systemCode } from './private-files.ts';
import { objectOf, textOf } from './shape.ts';

const KEPT = 1000;
/** The file is made smaller when it has this many more, so that not each prompt rewrites it. */
const SLACK = 200;

export type PromptHistory = {
  /** The last 1,000 at most, the oldest first, none twice in a row. */
  readonly prompts: readonly string[];
  readonly problem: Notice | null;
};

/** The prompts in `file`; none if there is no such file. Damaged lines are skipped. Never throws. */
export function readHistory(file: string): PromptHistory {
  try {
    return { prompts: promptsIn(readIfThere(file)).slice(-KEPT), problem: null };
  } catch (error) {
    return { prompts: [], problem: { code: 'history-unreadable', data: troubleWith(file, error) } };
  }
}

/**
 * Adds a prompt to `file` (0600, made if needed) unless it is empty or the last one again; a notice on failure. Another
 * program's prompt that arrives while the file is being made smaller may be lost. Never throws.
 */
export function appendHistory(file: string, line: string): Notice | null {
  const prompt = wellFormed(cleanText(line));
  if (prompt.trim() === '') return null;
  try {
    const text = readIfThere(file);
    const prompts = promptsIn(text);
    if (prompts.at(-1) === prompt) return null;
    if (prompts.length >= KEPT + SLACK) {
      compact(file, [...prompts, prompt].slice(-KEPT));
    } else {
      makePrivateFolder(dirname(file));
      const isTorn = text !== '' && !text.endsWith('\n');
      write(file, 'a', `${isTorn ? '\n' : ''}${lineOf(prompt)}`);
    }
    return null;
  } catch (error) {
    return { code: 'history-not-saved', data: troubleWith(file, error) };
  }
}

function compact(file: string, prompts: readonly string[]): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    write(draft, 'w', prompts.map(lineOf).join(''));
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function write(file: string, flags: string, text: string): void {
  const fd = openPrivateFile(file, flags);
  try {
    const bytes = Buffer.from(text);
    let written = 0;
    while (written < bytes.length) written += writeSync(fd, bytes, written);
  } finally {
    closeSync(fd);
  }
}

function promptsIn(text: string): readonly string[] {
  const prompts: string[] = [];
  for (const line of text.split('\n')) {
    const prompt = promptOf(line);
    if (prompt !== null && prompt.trim() !== '' && prompt !== prompts.at(-1)) prompts.push(prompt);
  }
  return prompts;
}

function promptOf(line: string): string | null {
  try {
    return textOf(objectOf(JSON.parse(line)).text);
  } catch {
    return null;
  }
}

function lineOf(prompt: string): string {
  return `${JSON.stringify({ text: prompt })}\n`;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  }
}

function troubleWith(file: string, error: unknown) {
  return { path: shown(file), code: systemCode(error) };
}
