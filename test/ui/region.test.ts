import assert from 'node:assert/strict';
import test from 'node:test';
import { createRegion, foldedRows } from '../../src/ui/region.ts';

const region = (above: readonly string[], line: readonly string[] = [], column = 2) => ({
  above: () => above,
  line,
  column,
});

test('rows that fit are not folded', () => {
  assert.equal(foldedRows(createRegion(), 80, 40), 0);
  assert.equal(foldedRows(region(['', 'x'.repeat(40)], ['y'.repeat(40)], 39), 80, 40), 0);
});

test('each row above the cursor is folded by itself', () => {
  assert.equal(foldedRows(region(['x'.repeat(41), 'x'.repeat(80), 'x']), 80, 40), 2);
  assert.equal(foldedRows(region(['x'.repeat(80)]), 80, 30), 2);
  assert.equal(foldedRows(region([], ['x'.repeat(80), 'x'.repeat(80)]), 80, 40), 2);
});

test('a wide character is not cut in two', () => {
  assert.equal(foldedRows(region(['中'.repeat(40)]), 80, 27), 3);
  assert.equal(foldedRows(region(['中'.repeat(40)]), 80, 40), 1);
});

test('styles take no cells', () => {
  assert.equal(foldedRows(region([`\u001b[1m\u001b[36m${'x'.repeat(40)}\u001b[39m\u001b[22m`]), 80, 40), 0);
});

test('the cursor goes along with its row', () => {
  assert.equal(foldedRows(region([], [], 79), 80, 40), 1);
  assert.equal(foldedRows(region([], [], 40), 80, 40), 1);
});

test('a row counts as far as the terminal was wide', () => {
  assert.equal(foldedRows(region(['x'.repeat(200)]), 80, 40), 1);
});
