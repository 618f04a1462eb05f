import { useSyncExternalStore } from 'react';
import type { Program } from '../chat/program.ts';
import type { State } from '../chat/state.ts';

/** A part of the program's state; the component draws again only when that part is another value. */
export function useStateOf<T>(program: Program, select: (state: State) => T): T {
  return useSyncExternalStore(program.subscribe, () => select(program.state()));
}
