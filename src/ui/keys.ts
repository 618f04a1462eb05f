/** The keys worth knowing, for /help and the README. */
import type { Code } from '../text/catalogue.ts';

export type KeyHelp = { readonly keys: string; readonly summary: Extract<Code, `key-${string}`> };

export const KEYS: readonly KeyHelp[] = [
  { keys: 'Enter', summary: 'key-enter' },
  { keys: 'Ctrl+J, Alt+Enter, \\ Enter', summary: 'key-newline' },
  { keys: 'Tab', summary: 'key-tab' },
  { keys: 'Up, Down', summary: 'key-history' },
  { keys: 'Ctrl+R', summary: 'key-search' },
  { keys: 'Esc', summary: 'key-escape' },
  { keys: 'Ctrl+C', summary: 'key-interrupt' },
  { keys: 'Ctrl+D', summary: 'key-end' },
  { keys: 'Ctrl+A, Ctrl+E', summary: 'key-line' },
  { keys: 'Alt+B, Alt+F', summary: 'key-words' },
  { keys: 'Ctrl+W, Ctrl+U, Ctrl+K, Ctrl+Y', summary: 'key-kill' },
  { keys: 'Ctrl+_', summary: 'key-undo' },
  { keys: 'Ctrl+G', summary: 'key-editor' },
  { keys: 'Ctrl+L, Ctrl+Z', summary: 'key-screen' },
];
