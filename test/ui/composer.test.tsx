import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { Box, render, Text } from 'ink';
import { useSyncExternalStore } from 'react';
import type { Press } from '../../src/chat/action.ts';
import { withHistory } from '../../src/line/history.ts';
import { EMPTY_LINE, editLine, isSearching, type Line, lineOf } from '../../src/line/line.ts';
import type { LineAction } from '../../src/line/line-action.ts';
import { Composer } from '../../src/ui/Composer.tsx';
import { FakeTerminal } from '../helpers/fake-terminal.ts';

type Screen = {
  readonly terminal: FakeTerminal;
  readonly line: () => Line;
  readonly presses: readonly string[];
};

type Store = {
  readonly line: () => Line;
  readonly subscribe: (listener: () => void) => () => void;
  readonly press: (press: Press) => void;
  readonly paste: (text: string) => void;
};

function App({ store, columns, maxRows }: { store: Store; columns: number; maxRows: number }) {
  const line = useSyncExternalStore(store.subscribe, store.line);
  return (
    <Box flexDirection="column">
      <Text>above</Text>
      <Text>above</Text>
      <Composer
        line={line}
        columns={columns}
        maxRows={maxRows}
        top={2}
        placeholder="ask something"
        chipLabel={chip => `[paste #${chip.number} +${chip.lines}]`}
        searchLabel={isSearching(line) ? `search: ${line.search?.query}` : null}
        onPress={store.press}
        onPaste={store.paste}
      />
      <Text>below</Text>
    </Box>
  );
}

/** A composer on a terminal, two rows below its top, with a store that knows edits, up, down and search. */
function start(
  t: TestContext,
  { line: first = EMPTY_LINE, columns = 40, maxRows = 8, isScreenReaderEnabled = false } = {},
): Screen {
  const terminal = new FakeTerminal(columns);
  const listeners = new Set<() => void>();
  const presses: string[] = [];
  let line = first;
  const edit = (action: LineAction) => {
    line = editLine(line, action);
    for (const listener of listeners) listener();
  };
  const store: Store = {
    line: () => line,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    press: press => {
      presses.push(press.type);
      if (press.type === 'edit') edit(press.action);
      if (press.type === 'up' || press.type === 'down') edit({ type: press.type, columns });
      if (press.type === 'search') edit({ type: 'search-start' });
      terminal.wake();
    },
    paste: text => edit({ type: 'paste', text }),
  };
  const app = render(<App store={store} columns={columns} maxRows={maxRows} />, {
    stdout: terminal.stdout,
    stdin: terminal.stdin,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    isScreenReaderEnabled,
    maxFps: 1000,
  });
  t.after(() => app.unmount());
  return { terminal, line: () => line, presses };
}

async function shows(
  { terminal }: Screen,
  rows: readonly string[],
  cursor: readonly [row: number, column: number],
): Promise<void> {
  const wanted = JSON.stringify(['above', 'above', ...rows, 'below']);
  await terminal.until(
    () =>
      JSON.stringify(terminal.rows()) === wanted &&
      terminal.cursor().row === cursor[0] + 2 &&
      terminal.cursor().column === cursor[1],
  );
}

test('an empty line shows the placeholder, with the cursor at its start', async t => {
  await shows(start(t), ['› ask something'], [0, 2]);
});

test('the cursor stands after Chinese text, in cells', async t => {
  const screen = start(t);
  screen.terminal.type('你好，wor');
  await shows(screen, ['› 你好，wor'], [0, 11]);
  screen.terminal.type('\x1b[D\x1b[D\x1b[D\x1b[D');
  await shows(screen, ['› 你好，wor'], [0, 6]);
});

test('a burst of keys in one read loses none', async t => {
  const screen = start(t);
  screen.terminal.type('hello world\x7f\x7f\x7f\x7f\x7fthere\x1b[D\x1b[Dx');
  await shows(screen, ['› hello thexre'], [0, 12]);
});

test('text and Enter in one read are text and then a submit', async t => {
  const screen = start(t);
  screen.terminal.type('hello\rnext');
  await screen.terminal.until(() => screen.line().text === 'hellonext');
  assert.deepEqual(screen.presses, ['edit', 'submit', 'edit']);
});

test('a full row leaves the cursor at the start of the next', async t => {
  const screen = start(t, { columns: 12 });
  screen.terminal.type('0123456789');
  await shows(screen, ['› 0123456789', ''], [1, 2]);
  screen.terminal.type('ab\n你好');
  await shows(screen, ['› 0123456789', '  ab', '  你好'], [2, 6]);
  screen.terminal.type('\x1b[A\x1b[A');
  await shows(screen, ['› 0123456789', '  ab', '  你好'], [0, 6]);
});

test('a wide character that does not fit begins the next row', async t => {
  const screen = start(t, { columns: 9 });
  screen.terminal.type('你好你好你');
  await shows(screen, ['› 你好你', '  好你'], [1, 6]);
});

test('no more rows than allowed are shown, and signs tell that there are more', async t => {
  const screen = start(t, { maxRows: 3, line: lineOf('1\n2\n3\n4\n5\n6') });
  await shows(screen, ['⋮ 4', '  5', '  6'], [2, 3]);
  screen.terminal.type('\x1b[A\x1b[A\x1b[A');
  await shows(screen, ['⋮ 2', '  3', '⋮ 4'], [1, 3]);
  screen.terminal.type('\x1b[A\x1b[A');
  await shows(screen, ['› 1', '  2', '⋮ 3'], [0, 3]);
});

test('a long paste is a chip, deleted as one', async t => {
  const screen = start(t);
  screen.terminal.type(`see \x1b[200~${'row\r'.repeat(20)}\x1b[201~!`);
  await shows(screen, ['› see [paste #1 +21]!'], [0, 21]);
  screen.terminal.type('\x7f\x7f');
  await shows(screen, ['› see'], [0, 6]);
});

test('while the history is searched the cursor is in the label below', async t => {
  const screen = start(t, { line: withHistory(lineOf('draft'), ['alpha one', 'beta']) });
  screen.terminal.type('\x12');
  await screen.terminal.until(() => screen.presses.includes('search'));
  screen.terminal.type('pha');
  await shows(screen, ['› alpha one', 'search: pha'], [1, 11]);
});

test('a screen reader gets the text and nothing else', async t => {
  const screen = start(t, { isScreenReaderEnabled: true, maxRows: 2 });
  screen.terminal.type('one\ntwo');
  await screen.terminal.until(() => screen.terminal.rows().join('|') === 'above|above|› one|two|below');
});
