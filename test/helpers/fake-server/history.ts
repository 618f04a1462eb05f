/** Whether each request repeats the conversation so far byte for byte, as the server itself heard and said it. */
import type { Violation } from './violation.ts';
import type { WireMessage } from './wire.ts';

/** What the client may take for the answer of a turn. */
export type Heard =
  /** Exactly one of these texts. An empty one means that no answer came: the question has to leave the conversation. */
  | { readonly type: 'one-of'; readonly texts: readonly string[] }
  /** Any beginning of one of these texts, or nothing, since nobody knows how much arrived. */
  | { readonly type: 'beginning-of'; readonly texts: readonly string[] };

type Turn = { readonly question: string; readonly heard: Heard };

type Track = {
  /** The JSON of the messages that are settled: everything before the last turn. */
  readonly settled: readonly string[];
  /** The last turn that was answered, if the client has not yet shown what it made of it. */
  readonly last: Turn | null;
};

export type History = {
  /** Checks the messages of a request; `changed` when the person changed the conversation before it. */
  check(conversation: string, messages: readonly WireMessage[], changed: boolean): readonly Violation[];
  /** Notes what the client heard on these messages. */
  answered(conversation: string, messages: readonly WireMessage[], heard: Heard): void;
};

/** A history that knows no conversation yet. The first request of a conversation may hold any messages. */
export function newHistory(): History {
  const tracks = new Map<string, Track>();
  return {
    check(conversation, messages, changed) {
      const sent = messages.map(message => JSON.stringify(message));
      const track = tracks.get(conversation);
      const fault = track && !changed ? faultIn(sent, track) : null;
      // What came is the new truth, also when it was wrong: one fault is reported once.
      tracks.set(conversation, { settled: sent.slice(0, -1), last: null });
      return fault ? [{ rule: 'history', message: fault }] : [];
    },
    answered(conversation, messages, heard) {
      const sent = messages.map(message => JSON.stringify(message));
      tracks.set(conversation, { settled: sent.slice(0, -1), last: { question: sent.at(-1) ?? '', heard } });
    },
  };
}

function faultIn(sent: readonly string[], { settled, last }: Track): string | null {
  const differing = settled.findIndex((message, index) => message !== sent[index]);
  if (differing >= 0) return changed(differing, settled[differing], sent[differing]);
  const added = sent.slice(settled.length);
  if (added.length === 1) {
    const undone = !last || last.heard.type === 'beginning-of' || last.heard.texts.includes('');
    return undone ? null : `messages end with ${brief(added[0])}, and the last question and answer are gone`;
  }
  if (!last) return `${added.length} new messages, not one`;
  if (added.length !== 3) return `${added.length - 2} new messages, not one`;
  const [question, answer] = added;
  if (question !== last.question) return changed(settled.length, last.question, question);
  return answerFault(answer ?? '', last.heard);
}

function answerFault(answer: string, heard: Heard): string | null {
  const { role, content }: WireMessage = JSON.parse(answer);
  if (role !== 'assistant' || typeof content !== 'string') return `not an answer: ${brief(answer)}`;
  if (content === '') return 'an empty answer';
  const partly = heard.type === 'beginning-of';
  const fits = heard.texts.some(text => (partly ? text.startsWith(content) : text === content));
  if (fits) return null;
  const texts = heard.texts.map(text => brief(text || 'nothing')).join(' or ');
  return `the answer was ${partly ? 'a beginning of ' : ''}${texts}, is ${brief(content)}`;
}

/** Both texts around the first place where they differ. */
function changed(index: number, was = '', is = ''): string {
  let at = 0;
  while (at < was.length && was[at] === is[at]) at += 1;
  const around = (text: string) => brief(text.slice(Math.max(0, at - 40)));
  return `messages[${index}] changed at character ${at}: was ${around(was)}, is ${around(is)}`;
}

function brief(text = 'nothing'): string {
  return text.length <= 160 ? text : `${text.slice(0, 80)}…${text.slice(-60)} (${text.length})`;
}
