/** A program under measurement: how it is started, and how it shows what the bench waits for. */
export type Subject = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What stands before the text being typed. */
  readonly prompt: string;
  /** On the screen once a picture is attached; null for a program that takes none. */
  readonly attached: RegExp | null;
};
