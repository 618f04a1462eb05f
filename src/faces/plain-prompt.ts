/** The prompt of plain lines: it is not seen, so what comes back into it waits there for a line that asks for it. */
import type { ImageName } from '../chat/image-ref.ts';
import type { Program } from '../chat/program.ts';
import { parseLine } from '../commands/submit.ts';
import { submittedText } from '../line/line.ts';

export type PlainPrompt = {
  /** The words that wait; empty for none. */
  readonly words: () => string;
  readonly submit: (line: string) => void;
  /** To be told when an answer has ended or failed: words and pictures in the prompt are then those of its question. */
  readonly answerEnded: () => void;
};

/**
 * Enter alone sends the words that wait, and so does `/retry` after a question that came to nothing; another question takes
 * their place. In a script, where nobody chooses, a failed question is gone with its pictures unless `/retry` follows at once:
 * a picture that the server cannot use must not spoil what comes after.
 */
export function plainPrompt(program: Program, isInteractive: boolean): PlainPrompt {
  const { state, dispatch } = program;
  let back: readonly ImageName[] | null = null;
  const words = () => submittedText(state().line);
  const clear = () => {
    if (words() !== '') dispatch({ type: 'line-edited-outside', text: '' });
  };
  const detach = (names: readonly ImageName[]) => {
    const waiting = names.filter(name => state().pending.includes(name));
    if (waiting.length > 0) dispatch({ type: 'line-submitted', text: `/detach ${waiting.join(' ')}` });
  };
  return {
    words,
    answerEnded() {
      const { pending } = state();
      back = words() !== '' || pending.length > 0 ? pending : null;
    },
    submit(line) {
      const cameBack = back;
      const isBlank = line.trim() === '';
      const isRetry = cameBack !== null && /^\/retry\s*$/i.test(line);
      const isEnter = isBlank && words() !== '' && (isInteractive || cameBack === null);
      if (isRetry || isEnter) {
        const text = words();
        back = null;
        clear();
        // The words may begin with a slash and were a question all the same.
        return dispatch({ type: 'question-given', text });
      }
      if (!isInteractive && cameBack !== null) {
        back = null;
        clear();
        detach(cameBack);
      } else if (!isBlank && parseLine(line).kind === 'question') {
        back = null;
        clear();
      }
      dispatch({ type: 'line-submitted', text: line });
    },
  };
}
