/** How the program ends: the exit status by what happened. */
export const EXIT = {
  done: 0,
  /** The command line cannot be understood. */
  usage: 2,
  /** A picture or another input file cannot be used. */
  badInput: 3,
  /** The endpoint or the network failed, or no endpoint is configured. */
  endpoint: 4,
  /** The model refused, or a filter blocked the answer. */
  refused: 5,
  /** The answer does not fit the schema asked for. */
  schema: 6,
  /** Some of several pictures failed. */
  partial: 7,
  /** Ctrl+C; 128 and the number of SIGINT, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
