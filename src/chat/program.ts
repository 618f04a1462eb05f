/** The loop: an action becomes a state and effects, effects are run in order, listeners are told. Outside React. */
import type { Action, Stamp } from './action.ts';
import type { Effect } from './effect.ts';
import type { State } from './state.ts';
import type { Update } from './update.ts';

/**
 * One runner for each type of effect. A runner answers by dispatching, at once or before its promise is fulfilled,
 * and never throws or rejects.
 */
export type Runners = {
  readonly [T in Effect['type']]: (effect: Extract<Effect, { type: T }>) => void | Promise<void>;
};

export type Dispatch = (action: Action) => void;

export type Program = {
  readonly state: () => State;
  readonly dispatch: Dispatch;
  /** Calls back after each change of state; the returned function ends that. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Fulfilled when no effect is at work any more. */
  readonly settled: () => Promise<void>;
};

/**
 * A program over the initial state. Actions dispatched while one is worked on wait their turn, so that effects keep
 * the order in which `update` named them. `stamp` makes the id and time of each action.
 */
export function createProgram(options: {
  readonly update: Update;
  readonly initial: State;
  readonly stamp: () => Stamp;
  readonly runners: (dispatch: Dispatch, state: () => State) => Runners;
  /** Sees every action before it is worked on. */
  readonly watch?: (action: Action) => void;
}): Program {
  let state = options.initial;
  const listeners = new Set<() => void>();
  const waiting: Action[] = [];
  let isRunning = false;
  const atWork = new Set<Promise<void>>();

  const start = (effect: Effect): void => {
    const work = run(runners, effect);
    if (!work) return;
    atWork.add(work);
    void work.finally(() => atWork.delete(work));
  };

  const dispatch: Dispatch = action => {
    waiting.push(action);
    if (isRunning) return;
    isRunning = true;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        options.watch?.(next);
        const before = state;
        const [after, effects] = options.update(state, next, options.stamp());
        state = after;
        for (const effect of effects) start(effect);
        if (state !== before) for (const listener of listeners) listener();
      }
    } finally {
      isRunning = false;
    }
  };

  const runners = options.runners(dispatch, () => state);
  return {
    state: () => state,
    dispatch,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async settled() {
      while (atWork.size > 0) await Promise.allSettled(atWork);
    },
  };
}

function run<T extends Effect['type']>(
  runners: Runners,
  effect: Extract<Effect, { type: T }>,
): void | Promise<void> {
  const runner = runners[effect.type as T];
  return runner(effect);
}
