/** The data of a message that needs none: `{}`. */
export type Nothing = Readonly<Record<never, never>>;
