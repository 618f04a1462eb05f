/** All the ways in which an endpoint goes wrong, by name. */
import { chunks } from './misbehave/chunks.ts';
import { failures } from './misbehave/failures.ts';
import { finish } from './misbehave/finish.ts';
import { framing } from './misbehave/framing.ts';
import { hostile } from './misbehave/hostile.ts';
import { reasoning } from './misbehave/reasoning.ts';
import { refusals } from './misbehave/refusals.ts';
import type { Misbehaviour } from './script.ts';

/** `framing`, `chunks`, `reasoning` come through whole, the others are felt. */
export const misbehaviours = {
  ...framing,
  ...chunks,
  ...reasoning,
  ...finish,
  ...failures,
  ...refusals,
  ...hostile,
} as const satisfies Record<string, Misbehaviour>;

export type MisbehaviourName = keyof typeof misbehaviours;

/** The names, for tests that go through all of them. */
export const misbehaviourNames = Object.keys(misbehaviours).filter(isMisbehaviourName);

export function isMisbehaviourName(name: string): name is MisbehaviourName {
  return Object.hasOwn(misbehaviours, name);
}
