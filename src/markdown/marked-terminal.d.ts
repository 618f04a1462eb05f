declare module 'marked-terminal' {
  import type { MarkedExtension } from 'marked';

  type Paint = (text: string) => string;

  interface MarkedTerminalOptions {
    readonly heading?: Paint;
    readonly firstHeading?: Paint;
    readonly strong?: Paint;
    readonly em?: Paint;
    readonly codespan?: Paint;
    readonly del?: Paint;
    readonly paragraph?: Paint;
    readonly emoji?: boolean;
    readonly unescape?: boolean;
    readonly reflowText?: boolean;
    readonly showSectionPrefix?: boolean;
  }

  /** A renderer for marked that draws with escape sequences. */
  export function markedTerminal(options?: MarkedTerminalOptions): MarkedExtension;
}
