import type { Nothing } from '../nothing.ts';
import { PLACEHOLDER } from '../placeholder.ts';

const count = (n: number, one: string, many: string) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** What the screen says around the conversation. */
export const ui = {
  placeholder: (_: Nothing) => PLACEHOLDER.en,
  'placeholder-replying': (_: Nothing) => 'Enter queues the next question',
  waiting: ({ seconds }: { seconds: number }) => `Waiting for the first word, ${seconds} s · Esc stops`,
  thinking: ({ seconds }: { seconds: number }) => `The model is thinking, ${seconds} s · Esc stops`,
  replying: (_: Nothing) => 'Esc stops',
  retrying: ({ seconds }: { seconds: number }) => `Trying again in ${seconds} s · Esc stops`,
  loading: ({ names, total }: { names: string; total: number }) =>
    total === 1 ? `Reading ${names}` : `Reading ${total} pictures: ${names}`,
  'loading-with-question': (_: Nothing) => 'the question goes out when they are in',
  queued: ({ text }: { text: string }) => `queued: ${text}`,
  'more-queued': ({ more }: { more: number }) => `and ${more} more queued · Up takes the last back`,
  'more-images': ({ more }: { more: number }) => `and ${more} more, see /images`,
  'leave-hint': (_: Nothing) => 'Press Ctrl+C again to leave',
  'no-server': (_: Nothing) => 'no server yet, /setup',
  'model-of-server': (_: Nothing) => 'model of the server’s choice',
  tokens: ({ prompt, completion }: { prompt: number; completion: number }) =>
    `${prompt.toLocaleString('en')} tokens in, ${completion.toLocaleString('en')} out`,
  'not-saved': (_: Nothing) => 'not saved',
  'image-pending': (_: Nothing) => 'goes with the next question',
  'image-sent': ({ turns }: { turns: number }) => `in ${count(turns, 'question', 'questions')}`,
  'image-label': (_: Nothing) => 'image',
  'paste-chip': ({ number, lines, chars }: { number: number; lines: number; chars: number }) =>
    lines > 1
      ? `[paste #${number} ${lines} lines]`
      : `[paste #${number} ${chars.toLocaleString('en')} characters]`,
  'search-label': ({ query }: { query: string }) => `search back: ${query}`,
  'search-none': ({ query }: { query: string }) => `search back: ${query} (nothing found)`,
  'picker-session': (_: Nothing) => 'Which session? Type to filter, Enter opens, Esc goes back',
  'picker-model': (_: Nothing) => 'Which model? Type to filter, Enter takes it, Esc goes back',
  'picker-none': (_: Nothing) => 'nothing fits',
  'picker-more': ({ shown, total }: { shown: number; total: number }) => `${shown} of ${total}`,
  filter: (_: Nothing) => 'Filter: ',
  'session-detail': ({
    age,
    turns,
    pictures,
    model,
  }: {
    age: string;
    turns: number;
    pictures: number;
    model: string;
  }) =>
    [age, count(turns, 'turn', 'turns'), count(pictures, 'picture', 'pictures'), model]
      .filter(Boolean)
      .join(', '),
  'age-now': (_: Nothing) => 'just now',
  'age-minutes': ({ n }: { n: number }) => `${n} min ago`,
  'age-hours': ({ n }: { n: number }) => `${n} h ago`,
  'age-days': ({ n }: { n: number }) => `${n} d ago`,
  'model-sees': (_: Nothing) => 'sees pictures',
  'model-blind': (_: Nothing) => 'text only',
  'setup-title': (_: Nothing) => 'No server is set up yet. You can:',
  'setup-key': (_: Nothing) =>
    'paste an API key here: it is kept in the settings, readable by you alone, and used for api.openai.com only',
  'setup-url': (_: Nothing) =>
    'type the URL of any OpenAI-compatible server, such as localhost:11434/v1 (Ollama) or localhost:1234/v1 (LM Studio)',
  'setup-environment': (_: Nothing) =>
    'or press Esc and set OPENAI_API_KEY, and OPENAI_BASE_URL for another server, before the next start',
  'setup-label': (_: Nothing) => 'Key or URL: ',
  'key-label': ({ host }: { host: string }) => `Key for ${host} (Enter for none): `,
  copied: (_: Nothing) => 'The answer was handed to the terminal’s clipboard (OSC 52).',
  'copy-no-terminal': (_: Nothing) => 'There is no terminal whose clipboard could be reached.',
  'editor-failed': ({ editor }: { editor: string }) =>
    `The editor ${editor} could not be used; set EDITOR to one that can.`,
  'cannot-suspend': (_: Nothing) => 'This system cannot suspend programs.',
  'key-enter': (_: Nothing) => 'send; while an answer streams, queue',
  'key-newline': (_: Nothing) => 'new line (Shift+Enter where the terminal tells it apart)',
  'key-tab': (_: Nothing) => 'complete commands, paths and picture names',
  'key-history': (_: Nothing) => 'move by rows, then through earlier questions',
  'key-search': (_: Nothing) => 'search earlier questions',
  'key-escape': (_: Nothing) => 'stop the answer and keep what came; close what is open',
  'key-interrupt': (_: Nothing) => 'stop the answer, clear the line, or twice: leave',
  'key-end': (_: Nothing) => 'leave, on an empty line',
  'key-line': (_: Nothing) => 'start and end of the line',
  'key-words': (_: Nothing) => 'a word back, a word on',
  'key-kill': (_: Nothing) => 'delete a word, to the start, to the end; put back',
  'key-undo': (_: Nothing) => 'undo',
  'key-editor': (_: Nothing) => 'write the question in $EDITOR',
  'key-screen': (_: Nothing) => 'draw the screen anew; suspend',
  'plain-opening': ({ host, model }: { host: string; model: string }) =>
    `vision-chat: questions and pictures go to ${host}, ${model}; /help lists the commands.`,
  'plain-pick': (_: Nothing) => 'Type a number, words to filter by, or nothing to go back:',
  'plain-words-wait': ({ text }: { text: string }) => `Enter alone sends: ${text}`,
  'internal-error': ({ message }: { message: string }) =>
    `vision-chat made a mistake and has to end (${message}); the session is kept, and --continue goes on with it.`,
  'endpoint-in-use': ({ host }: { host: string }) => `Questions and pictures go to ${host} now.`,
  'endpoint-kept': ({ host, path }: { host: string; path: string }) =>
    `Questions and pictures go to ${host} now; this is kept in ${path}, readable by you alone.`,
  'binary-input': (_: Nothing) =>
    'What came on stdin is no text, so nothing of it was asked; a picture is attached with /attach PATH.',
};
