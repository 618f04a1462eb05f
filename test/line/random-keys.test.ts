/** Random keys by seed: what must hold of a line after any of them. `LONG=1` runs many more. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { withHistory } from '../../src/line/history.ts';
import { layoutLine, visibleRows } from '../../src/line/layout.ts';
import { EMPTY_LINE, editLine, type Line, submittedText } from '../../src/line/line.ts';
import type { LineAction } from '../../src/line/line-action.ts';
import { graphemes, textWidth } from '../../src/text/width.ts';

const SEEDS = process.env.LONG ? 400 : 15;
const STEPS = 150;
const CHIP = /([\u{10f000}-\u{10ffff}])/u;

function randomOf(seed: number): (below: number) => number {
  let state = Math.imul(seed, 2654435761) & 0x7fffffff;
  return below => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

const PIECES = [
  ...[
    'a',
    'b c',
    ' ',
    'word',
    '你',
    '你好，世界',
    '\n',
    '\n\n',
    '\t',
    '😀',
    '👨\u200d👩\u200d👧',
    '👨',
    '\u200d',
  ],
  ...['👩', '🏽', '🇨🇳', '🇨', 'e\u0301', '\u0301', '\ufe0f', '한', '\u1100', '\u1161', '\u0600', '\u200b'],
  ...['\r', '\x1b[A', '\u{10f000}', '\ud83d', '“'],
];

const EDITS: readonly LineAction[] = [
  ...([{ type: 'newline' }, { type: 'backspace' }, { type: 'delete' }, { type: 'left' }] as const),
  ...([{ type: 'right' }, { type: 'word-left' }, { type: 'word-right' }, { type: 'line-start' }] as const),
  ...([{ type: 'line-end' }, { type: 'text-start' }, { type: 'text-end' }, { type: 'kill-to-end' }] as const),
  ...([{ type: 'kill-to-start' }, { type: 'kill-word-back' }, { type: 'kill-word-forward' }] as const),
  ...([{ type: 'yank' }, { type: 'yank-pop' }, { type: 'transpose' }] as const),
];

const OTHERS: readonly LineAction[] = [
  ...([{ type: 'undo' }, { type: 'redo' }, { type: 'clear' }, { type: 'submit' }] as const),
  ...([{ type: 'search-start' }, { type: 'search-next' }, { type: 'search-backspace' }] as const),
  ...([{ type: 'search-accept' }, { type: 'search-cancel' }] as const),
];

function randomAction(random: (below: number) => number, columns: number): LineAction {
  const text = Array.from({ length: 1 + random(3) }, () => PIECES[random(PIECES.length)] ?? '').join('');
  const kind = random(20);
  if (kind < 7) return { type: 'insert', text };
  if (kind === 7) return { type: 'paste', text };
  if (kind === 8) return { type: 'paste', text: text.repeat(1 + random(random(4) === 0 ? 400 : 20)) };
  if (kind === 9) return { type: 'replace-range', start: random(30) - 5, end: random(30) - 5, text };
  if (kind === 10) return random(5) === 0 ? { type: 'set-text', text } : { type: 'search-type', text };
  if (kind === 11) return { type: 'up', columns, chipLabel };
  if (kind === 12) return { type: 'down', columns, chipLabel };
  if (kind < 18) return EDITS[random(EDITS.length)] ?? { type: 'left' };
  return OTHERS[random(OTHERS.length)] ?? { type: 'left' };
}

const chipLabel = ({ number }: { readonly number: number }) => `[粘贴 #${number}]`;

/** The offsets where a cursor may stand: between the graphemes of each line, line breaks and chips apart. */
function boundaries(text: string): Set<number> {
  const found = new Set([0]);
  let end = 0;
  for (const line of text.split(/(\n)/)) {
    for (const part of line.split(CHIP)) {
      for (const one of graphemes(part)) {
        end += one.length;
        found.add(end);
      }
    }
  }
  return found;
}

/** What the rows must join to: labels for chips, spaces for tabs, no line breaks, a sign for a grapheme wider than a row. */
function asDrawn({ text, chips }: Line, columns: number): string {
  const drawn = (part: string) => {
    const chip = chips.get(part);
    if (chip) return chipLabel(chip);
    return graphemes(part).map(one => (one === '\t' ? '  ' : textWidth(one) > columns - 2 ? '…' : one));
  };
  return text
    .split('\n')
    .flatMap(line => line.split(CHIP))
    .flatMap(drawn)
    .join('');
}

function checkLayout(line: Line, columns: number): void {
  const layout = layoutLine(line, { columns, promptWidth: 2, continuationWidth: 2, chipLabel });
  assert.equal(layout.rows.join(''), asDrawn(line, columns));
  for (const row of layout.rows) assert.ok(textWidth(row) <= columns - 2, `row of ${textWidth(row)} cells`);
  for (const { rows, cursor } of [layout, visibleRows(layout, 3)]) {
    assert.ok(cursor.row >= 0 && cursor.row < rows.length, 'cursor in the rows');
    assert.ok(cursor.column >= 2 && cursor.column < columns, 'cursor in the columns');
  }
}

function checkUndo(before: Line, now: Line, action: LineAction): void {
  if (action.type === 'undo' || action.type === 'redo' || action.type === 'submit') return;
  if (before.search || now.search || now.text === before.text) return;
  const undone = editLine(now, { type: 'undo' });
  const began = now.past.at(-1);
  assert.deepEqual([undone.text, undone.cursor], [began?.text, began?.cursor]);
  // Not joined to the change before: undo gives exactly the line before this one.
  if (now.past.length > before.past.length) assert.equal(undone.text, before.text);
  const redone = editLine(undone, { type: 'redo' });
  assert.deepEqual([redone.text, redone.cursor, redone.at], [now.text, now.cursor, now.at]);
}

test('whatever keys come, the line is whole', () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = randomOf(seed);
    const columns = 14 + random(30);
    let line: Line = withHistory(EMPTY_LINE, ['earlier', '多行\n历史', 'x'.repeat(random(60))]);
    for (let step = 0; step < STEPS; step++) {
      const action = randomAction(random, columns);
      const before = line;
      line = editLine(line, action);
      try {
        assert.ok(boundaries(line.text).has(line.cursor), `cursor ${line.cursor} inside a grapheme`);
        assert.ok(line.text.isWellFormed(), 'a lone surrogate');
        assert.doesNotMatch(submittedText(line), /[\0-\x08\x0b-\x1f\u{10f000}-\u{10ffff}]/u);
        checkLayout(line, columns);
        checkUndo(before, line, action);
      } catch (cause) {
        const done = JSON.stringify(action).slice(0, 200);
        const on = JSON.stringify([before.text.slice(0, 300), before.cursor]);
        throw new Error(`seed ${seed}, step ${step}: ${done} on ${on}`, { cause });
      }
    }
  }
});

test('undo to the end brings back the beginning, and redo the end', () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = randomOf(seed);
    let line: Line = { ...editLine(EMPTY_LINE, { type: 'set-text', text: 'the beginning' }), past: [] };
    for (let step = 0; step < STEPS; step++) {
      const text = PIECES[random(PIECES.length)] ?? '';
      const edit = EDITS[random(EDITS.length)] ?? { type: 'left' };
      line = editLine(line, random(2) ? { type: 'insert', text } : edit);
    }
    const last = line.text;
    for (let count = line.past.length; count > 0; count--) line = editLine(line, { type: 'undo' });
    assert.equal(line.text, 'the beginning', `seed ${seed}`);
    for (let count = line.future.length; count > 0; count--) line = editLine(line, { type: 'redo' });
    assert.equal(line.text, last, `seed ${seed}`);
  }
});
