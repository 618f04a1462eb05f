/** The fence around a block of code (CommonMark 4.5), and how to put it back around a piece of it. */

export type Fence = {
  /** The opening line without its line break. */
  readonly opening: string;
  /** Finds the line that ends the block. */
  readonly closing: RegExp;
  /** A line that ends it. */
  readonly close: string;
};

/** The fence that opens a code block, or null for an indented one. */
export function fenceOf(raw: string): Fence | null {
  const match = /^ {0,3}(`{3,}|~{3,})[^\n]*\n/.exec(raw);
  const run = match?.[1];
  if (!match || run === undefined) return null;
  return {
    opening: match[0].slice(0, -1),
    closing: new RegExp(`^ {0,3}${run.charAt(0)}{${run.length},}[ \\t]*(?:\\n|$)`, 'm'),
    close: run,
  };
}
