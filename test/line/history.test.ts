import assert from 'node:assert/strict';
import test from 'node:test';
import { withHistory } from '../../src/line/history.ts';
import { EMPTY_LINE, editLine, isSearching, type Line, lineOf, submittedText } from '../../src/line/line.ts';
import type { LineAction } from '../../src/line/line-action.ts';
import { shown } from './shown.ts';

const UP: LineAction = { type: 'up', columns: 80 };
const DOWN: LineAction = { type: 'down', columns: 80 };
const insert = (text: string): LineAction => ({ type: 'insert', text });

function after(line: Line, ...actions: readonly LineAction[]): Line {
  return actions.reduce(editLine, line);
}

const THREE = ['first', 'second\nof two', 'third'];

test('up and down walk the history, and the draft is there again', () => {
  let line = withHistory(lineOf('draft'), THREE);
  const seen: string[] = [];
  for (const action of [UP, UP, UP, UP, DOWN, DOWN, DOWN, DOWN]) {
    line = editLine(line, action);
    seen.push(shown(line));
  }
  assert.deepEqual(seen, [
    'third|',
    'second\nof two|',
    'first|',
    '|first',
    'second\nof two|',
    'third|',
    'draft|',
    'draft|',
  ]);
});

test('rows come first: in an entry that was moved in, up goes to the row above', () => {
  const line = after(withHistory(EMPTY_LINE, THREE), UP, UP, { type: 'left' }, UP);
  assert.equal(shown(line), 'secon|d\nof two');
  assert.equal(shown(after(line, UP)), 'first|');
});

test('what was changed in an entry waits there, and the history itself stays', () => {
  const line = after(withHistory(lineOf('draft'), THREE), UP, insert('!'), DOWN, UP);
  assert.equal(shown(line), 'third!|');
  assert.deepEqual(line.history, THREE);
  assert.equal(shown(after(line, DOWN)), 'draft|');
});

test('an entry changed back is the entry again', () => {
  const line = after(
    withHistory(EMPTY_LINE, THREE),
    UP,
    insert('!'),
    UP,
    DOWN,
    { type: 'backspace' },
    UP,
    DOWN,
  );
  assert.equal(shown(line), 'third|');
});

test('one undo returns from the history to what was being written', () => {
  const line = after(withHistory(lineOf('draft'), THREE), UP, UP, UP, { type: 'undo' });
  assert.equal(shown(line), 'draft|');
  assert.equal(shown(after(line, UP)), 'third|');
});

test('clearing a recalled entry begins at the newest again; undo brings entry and draft back', () => {
  const cleared = after(withHistory(lineOf('draft'), THREE), UP, UP, insert('?'), { type: 'clear' });
  assert.equal(shown(cleared), '|');
  assert.equal(shown(after(cleared, UP)), 'third|');
  const back = after(cleared, { type: 'undo' });
  assert.equal(shown(back), 'second\nof two?|');
  assert.equal(shown(after(back, DOWN, DOWN, DOWN)), 'draft|');
});

test('a history that comes late leaves what is typed, and the draft in reach of undo', () => {
  assert.equal(shown(after(withHistory(lineOf('typed'), THREE), UP, DOWN)), 'typed|');
  const browsing = after(withHistory(lineOf('draft'), ['old']), UP, insert('!'));
  const late = withHistory(browsing, THREE);
  assert.equal(shown(late), 'old!|');
  assert.equal(shown(after(late, { type: 'undo' })), 'draft|');
  assert.equal(shown(after(late, UP)), 'third|');
});

test('a submitted line with a chip is recalled with it', () => {
  const text = 'row\n'.repeat(30);
  const line = after(EMPTY_LINE, insert('see '), { type: 'paste', text }, { type: 'submit' }, UP);
  assert.equal(shown(line), 'see {1}|');
  assert.equal(submittedText(line), `see ${text}`);
});

test('an entry of over 20,000 characters is recalled as a chip', () => {
  const line = after(withHistory(EMPTY_LINE, ['z'.repeat(30_000)]), UP);
  assert.equal(shown(line), '{1}|');
  assert.equal(submittedText(line).length, 30_000);
});

test('entries are cleaned', () => {
  assert.deepEqual(withHistory(EMPTY_LINE, ['a\x1b[2Jb\r\nc']).history, ['a[2Jb\nc']);
});

const PAST = ['describe the chart', 'what is in 图片 2?', 'Describe the cat', 'compare', 'describe the cat'];
const START: LineAction = { type: 'search-start' };

test('a search finds the newest entry that holds what is typed, whatever its case', () => {
  const line = after(withHistory(lineOf('draft'), PAST), START, insert('CHA'));
  assert.equal(shown(line), 'describe the |chart');
  assert.equal(isSearching(line), true);
});

test('searching on finds older entries, and stays at the last', () => {
  let line = after(withHistory(lineOf('draft'), PAST), START, insert('describe'));
  const seen = [shown(line)];
  for (let count = 0; count < 3; count++) {
    line = editLine(line, count === 0 ? START : { type: 'search-next' });
    seen.push(shown(line));
  }
  assert.deepEqual(seen, [
    '|describe the cat',
    '|Describe the cat',
    '|describe the chart',
    '|describe the chart',
  ]);
  assert.equal(line.search?.failed, true);
});

test('searching on passes over entries that say the same', () => {
  const line = after(withHistory(EMPTY_LINE, ['one old', 'one', 'two', 'one']), START, insert('one'), START);
  assert.equal(shown(line), '|one old');
});

test('a query that nothing holds is kept, with what was found before', () => {
  const line = after(withHistory(EMPTY_LINE, PAST), START, insert('图'), insert('x'));
  assert.deepEqual(
    [shown(line), line.search?.query, line.search?.failed],
    ['what is in |图片 2?', '图x', true],
  );
  const shorter = after(line, { type: 'backspace' });
  assert.deepEqual([shorter.search?.query, shorter.search?.failed], ['图', false]);
  assert.equal(shown(after(shorter, { type: 'backspace' })), '|');
});

test('a cancelled search returns to the very line it began with', () => {
  const line = after(withHistory(lineOf('draft'), PAST), UP, insert('!'));
  assert.equal(after(line, START, insert('chart'), { type: 'search-cancel' }), line);
});

test('any edit accepts what was found; undo and down bring the draft back', () => {
  const found = after(withHistory(lineOf('draft'), PAST), START, insert('compa'));
  assert.equal(shown(after(found, { type: 'search-accept' })), '|compare');
  const line = after(found, { type: 'line-end' }, insert(' them'));
  assert.equal(isSearching(line), false);
  assert.equal(shown(line), 'compare them|');
  assert.equal(shown(after(line, { type: 'undo' }, { type: 'undo' })), 'draft|');
  assert.equal(shown(after(line, DOWN, DOWN)), 'draft|');
});

test('a pasted query is one line', () => {
  const line = after(withHistory(EMPTY_LINE, PAST), START, { type: 'paste', text: 'the\nchart' });
  assert.equal(line.search?.query, 'the chart');
  assert.equal(shown(line), 'describe |the chart');
});

test('a submitted search goes out as found', () => {
  const line = after(withHistory(EMPTY_LINE, PAST), START, insert('compa'), { type: 'submit' });
  assert.equal(isSearching(line), false);
  assert.equal(line.history.at(-1), 'compare');
});
