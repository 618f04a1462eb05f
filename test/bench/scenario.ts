import type { Subject } from './subject.ts';

/** Figures of one run of one subject, by name; several of a kind when it was measured several times. */
export type Figures = Readonly<Record<string, readonly number[]>>;

/** What a figure may be: at most this much, or at most so many times what another subject, or another figure, needs. */
export type Budget =
  | { readonly most: number }
  | { readonly times: number; readonly of: 'raw' | 'ink-bundle' | 'ink-lean' }
  | { readonly times: number; readonly ofFigure: string };

/** A line of the report: a figure of all runs put together by a statistic. */
export type Row = {
  readonly title: string;
  readonly figure: string;
  readonly statistic?: (values: readonly number[]) => number;
  readonly budget?: Budget;
};

export type Conditions = {
  readonly isQuick: boolean;
  /** A JPEG of some 5 MB. */
  readonly picture: string;
  /** Writes a session of 200 turns and 50 pictures for the program; null when it cannot be written. */
  readonly longSession: string | null;
};

/** Something that is measured on several subjects in turn, as often as `runs` says. */
export type Scenario = {
  readonly name: string;
  /** The floors that it makes sense for; the program itself is always measured. */
  readonly floors: readonly string[];
  readonly runs: { readonly quick: number; readonly full: number };
  readonly measure: (subject: Subject, conditions: Conditions) => Promise<Figures>;
  readonly rows: readonly Row[];
};
