/** The scrollback: each item is drawn once and then belongs to the terminal. */
import { Box, Static, Text } from 'ink';
import { memo, useLayoutEffect, useSyncExternalStore } from 'react';

export type Drawn = {
  readonly id: number;
  /** Styled lines, laid out already. */
  readonly text: string;
  /** Cells of the widest line: code lines may be wider than the screen, and the terminal wraps them. */
  readonly width: number;
};

/** The items in order, growing at the end only. Those drawn long ago are let go of. */
export type HistoryStore = {
  readonly items: () => readonly (Drawn | null)[];
  readonly subscribe: (listener: () => void) => () => void;
  readonly add: (text: string, width: number) => void;
  /** Tells that the first `count` items are on the screen: only such may be let go of. */
  readonly onDrawn: (count: number) => void;
  /** Draws the last items again on a cleared screen; the generation changes with it. */
  readonly redraw: () => void;
  readonly generation: () => number;
};

/** How many of the last items stay in memory, for a redraw. */
const KEPT = 60;

export function createHistory(): HistoryStore {
  let items: (Drawn | null)[] = [];
  let generation = 0;
  let nextId = 0;
  let drawn = 0;
  let released = 0;
  const listeners = new Set<() => void>();
  const changed = (next: (Drawn | null)[]) => {
    items = next;
    for (const listener of listeners) listener();
  };
  return {
    items: () => items,
    generation: () => generation,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(text, width) {
      const last = items.at(-1);
      // What comes before the next frame is drawn as one: each item costs a layout of its own.
      if (last && items.length > drawn) {
        const joined = { id: last.id, text: `${last.text}\n${text}`, width: Math.max(last.width, width) };
        return changed([...items.slice(0, -1), joined]);
      }
      const next = items.slice();
      for (; released < Math.min(drawn, next.length - KEPT); released += 1) next[released] = null;
      next.push({ id: nextId, text, width });
      nextId += 1;
      changed(next);
    },
    onDrawn(count) {
      drawn = count;
    },
    redraw() {
      generation += 1;
      drawn = 0;
      released = 0;
      changed(items.filter(item => item !== null).slice(-KEPT));
    },
  };
}

/** In a `memo` of its own: any re-render of `<Static>` forces an immediate paint. */
export const History = memo(function History(props: { history: HistoryStore; columns: number }) {
  const { history } = props;
  const items = useSyncExternalStore(history.subscribe, history.items);
  useLayoutEffect(() => history.onDrawn(items.length), [history, items]);
  return (
    <Static key={history.generation()} items={items as (Drawn | null)[]}>
      {(item, index) =>
        item ? (
          <Box key={item.id} width={Math.max(props.columns, item.width)} flexShrink={0}>
            <Text>{item.text}</Text>
          </Box>
        ) : (
          <Box key={`gone-${index}`} />
        )
      }
    </Static>
  );
});
