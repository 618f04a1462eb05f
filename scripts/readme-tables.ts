/**
 * Writes the tables of commands and keys into README.md, between their markers: `node --import tsx scripts/readme-tables.ts`.
 * A test holds the README against `withTables`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COMMANDS } from '../src/commands/registry.ts';
import { say } from '../src/text/catalogue.ts';
import { KEYS } from '../src/ui/keys.ts';

const README = fileURLToPath(new URL('../README.md', import.meta.url));

/** The README's text with its tables as the program has them. */
export function withTables(readme: string): string {
  const commands = COMMANDS.map(({ name, args, summary }) => [
    `\`/${name}${args === '' ? '' : ` ${args}`}\``,
    say('en', summary, {}),
  ]);
  const keys = KEYS.map(({ keys, summary }) => [keys, say('en', summary, {})]);
  return between(
    between(readme, 'commands', table(['command', 'what it does'], commands)),
    'keys',
    table(['keys', 'what they do'], keys),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function between(text: string, marker: string, content: string): string {
  const pattern = new RegExp(`(<!-- ${marker} -->\\n)[\\s\\S]*?(<!-- /${marker} -->)`);
  return text.replace(pattern, (_, start: string, end: string) => `${start}${content}\n${end}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(README, withTables(readFileSync(README, 'utf8')));
