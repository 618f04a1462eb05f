/** The text of `--help`. Loaded only for it. */
import { wrapStyled } from '../markdown/styled.ts';
import type { Settings } from '../settings/settings.ts';
import { type Code, say } from '../text/catalogue.ts';
import type { Locale } from '../text/locale.ts';
import { textWidth } from '../text/width.ts';
import { EXIT } from './exit-code.ts';
import { FLAGS, type Flag } from './flags.ts';

const COLUMNS = 80;
const WIDEST_TERM = 28;
const INDENT = '  ';

type Row = readonly [term: string, meaning: string];
type Files = Pick<Settings, 'configFile' | 'sessionsDir' | 'historyFile'>;
type HelpCode = Extract<Code, `help-${string}`>;

/** What the program can be told, in at most 80 columns: usage, flags, examples, environment, files, exit codes. Ends with a newline. */
export function helpText(locale: Locale, files: Files): string {
  const words = (code: HelpCode) => say(locale, code, {});
  const flags = FLAGS.map((flag): Row => [termOf(flag), words(flag.summary)]);
  const examples: readonly Row[] = [
    [`vision-chat slide.jpg "${words('help-example-ask')}"`, words('help-example-ask-does')],
    ['vision-chat --base-url http://localhost:11434/v1 -m qwen3-vl', words('help-example-local-does')],
    ['vision-chat -c', words('help-example-continue-does')],
  ];
  const variables: readonly Row[] = [
    ['OPENAI_API_KEY', words('help-variable-openai-key')],
    ['OPENAI_BASE_URL', words('help-variable-openai-others')],
    ['OPENAI_MODEL', ''],
    ['VISION_CHAT_API_KEY', words('help-variable-ours')],
    ['VISION_CHAT_BASE_URL', ''],
    ['VISION_CHAT_MODEL', ''],
    ['VISION_CHAT_…', `${OTHER_VARIABLES.join(', ')}: ${words('help-variable-like-flags')}`],
    ['VISION_CHAT_CONFIG_DIR', words('help-variable-config-dir')],
    ['NO_COLOR', words('help-variable-no-color')],
  ];
  const places: readonly Row[] = [
    [words('help-file-settings'), files.configFile],
    [words('help-file-sessions'), files.sessionsDir],
    ...(files.historyFile === null ? [] : [[words('help-file-history'), files.historyFile] as const]),
  ];
  const codes = EXITS.map(([code, meaning]): Row => [`${EXIT[code]}`, words(meaning)]);
  const sections = [
    wrapped(words('help-summary'), 0),
    `${words('help-usage')}\n${INDENT}${words('help-usage-line')}\n${INDENT}${wrapped(words('help-pictures'), 2)}`,
    `${words('help-flags')}\n${table(flags)}`,
    `${words('help-examples')}\n${table(examples)}`,
    `${words('help-environment')}\n${table(variables)}`,
    `${words('help-files')}\n${table(places)}`,
    `${words('help-exit-codes')}\n${table(codes)}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

const EXITS: readonly (readonly [keyof typeof EXIT, HelpCode])[] = [
  ['done', 'help-exit-done'],
  ['usage', 'help-exit-usage'],
  ['badInput', 'help-exit-bad-input'],
  ['endpoint', 'help-exit-endpoint'],
  ['refused', 'help-exit-refused'],
  ['schema', 'help-exit-schema'],
  ['partial', 'help-exit-partial'],
  ['interrupted', 'help-exit-interrupted'],
];

const OTHER_VARIABLES: readonly string[] = [
  'MAX_TOKENS',
  'TEMPERATURE',
  'TIMEOUT',
  'IDLE_TIMEOUT',
  'SYSTEM',
  'SESSIONS',
  'SAVE',
  'PLAIN',
  'COLOR',
  'LANG',
  'ALLOW_PRIVATE_HOSTS',
];

function termOf({ short, name, value }: Flag): string {
  const start = `${short === undefined ? '   ' : `${short},`} ${name}`;
  switch (value.type) {
    case 'none':
      return start;
    case 'needed':
      return `${start} ${value.shown}`;
    case 'optional':
      return `${start} [${value.shown}]`;
    default:
      return value satisfies never;
  }
}

/** Terms in one column and meanings in the next; a term too wide for its column stands on a line of its own. */
function table(rows: readonly Row[]): string {
  const widths = rows.map(([term]) => textWidth(term)).filter(width => width <= WIDEST_TERM);
  const column = INDENT.length + Math.max(4, ...widths) + 2;
  return rows
    .map(([term, meaning]) => {
      const start = INDENT + term;
      const gap = column - textWidth(start);
      const between = gap >= 2 ? ' '.repeat(gap) : `\n${' '.repeat(column)}`;
      return meaning === '' ? start : start + between + wrapped(meaning, column);
    })
    .join('\n');
}

/** The text broken at 80 columns, with all lines but the first indented. */
function wrapped(text: string, indent: number): string {
  return wrapStyled(text, COLUMNS - indent).join(`\n${' '.repeat(indent)}`);
}
