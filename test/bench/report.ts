import stringWidth from 'string-width';
import type { Budget, Figures, Row } from './scenario.ts';
import { median } from './statistics.ts';

/** The figures of all runs, by subject. */
export type Results = ReadonlyMap<string, readonly Figures[]>;

/** One line of the table: title, a value per subject, then ratio, budget and verdict for the program. */
export type Line = {
  readonly cells: readonly string[];
  readonly verdict: 'kept' | 'missed' | 'unmeasured' | 'none';
};

/** The lines for some rows; `program` is the subject that budgets are about, `subjects` the order of the columns. */
export function linesOf(
  rows: readonly Row[],
  results: Results,
  program: string,
  subjects: readonly string[],
): readonly Line[] {
  return rows.map(row => {
    const { budget, statistic = median } = row;
    const valueFor = (subject: string, figure = row.figure) =>
      statistic((results.get(subject) ?? []).flatMap(run => run[figure] ?? []));
    const value = valueFor(program);
    const base = budget && baseOf(budget, valueFor, program);
    const most =
      budget && base !== undefined ? ('times' in budget ? budget.times * base : budget.most) : Number.NaN;
    const isKnown = !Number.isNaN(value) && !Number.isNaN(most);
    const verdict = verdictOf(budget !== undefined && results.has(program), isKnown, value <= most);
    return {
      cells: [
        row.title,
        ...subjects.map(subject => shown(valueFor(subject))),
        budget && 'times' in budget && isKnown ? (value / (base ?? 1)).toFixed(2) : '',
        budget ? wordsFor(budget) : '',
        MARKS[verdict],
      ],
      verdict,
    };
  });
}

/** Lines under a head, in columns: titles to the left, all else to the right. */
export function tableOf(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(stringWidth(title), ...lines.map(line => stringWidth(line[column] ?? ''))),
  );
  const rendered = [head, ...lines].map(line =>
    widths
      .map((width, column) => {
        const cell = line[column] ?? '';
        const blank = ' '.repeat(width - stringWidth(cell));
        return column === 0 ? cell + blank : blank + cell;
      })
      .join('  ')
      .trimEnd(),
  );
  return rendered.join('\n');
}

const MARKS = { kept: '✓', missed: '✗', unmeasured: '?', none: '' } as const;

function verdictOf(isAsked: boolean, isKnown: boolean, isWithin: boolean): Line['verdict'] {
  if (!isAsked) return 'none';
  if (!isKnown) return 'unmeasured';
  return isWithin ? 'kept' : 'missed';
}

function baseOf(
  budget: Budget,
  valueFor: (subject: string, figure?: string) => number,
  program: string,
): number {
  if ('most' in budget) return budget.most;
  return 'of' in budget ? valueFor(budget.of) : valueFor(program, budget.ofFigure);
}

function wordsFor(budget: Budget): string {
  if ('most' in budget) return `≤ ${budget.most}`;
  return `≤ ${budget.times} × ${'of' in budget ? budget.of : budget.ofFigure}`;
}

function shown(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value === 0 || Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
