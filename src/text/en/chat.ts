import type { Nothing } from '../nothing.ts';

/** What the conversation itself says. */
export const chat = {
  'default-question': (_: Nothing) => 'What is in this picture?',
  'continue-request': (_: Nothing) => 'Continue exactly where you stopped, without repeating anything.',
  'no-endpoint': (_: Nothing) =>
    'No server is set up yet, so nothing was sent; paste a key or name a server with /setup.',
  'nothing-to-retry': (_: Nothing) => 'There is no question to ask again yet.',
  'nothing-to-edit': (_: Nothing) => 'There is no question to take back yet.',
  'nothing-to-undo': (_: Nothing) => 'There is nothing to undo.',
  'nothing-to-copy': (_: Nothing) => 'There is no reply to copy yet.',
  'nothing-to-continue': (_: Nothing) => 'There is no reply to continue yet.',
  'question-taken-back': (_: Nothing) =>
    'The last question is back in the prompt; its former answer stays in the session log.',
  undone: (_: Nothing) => 'Went back one turn; what was undone stays in the session log.',
  'already-attached': ({ name }: { name: string }) => `This picture is attached already, as ${name}.`,
  detached: ({ name }: { name: string }) => `${name} will not be sent.`,
  'detach-sent': ({ name }: { name: string }) =>
    `${name} was sent already and stays in the conversation; /undo takes back the question that holds it.`,
  'no-such-image': ({ name }: { name: string }) =>
    `There is no picture ${name} in this conversation; /images lists them.`,
  'no-images': (_: Nothing) => 'No pictures yet; /attach PATH adds one.',
  'stopped-before-text': (_: Nothing) => 'Stopped before any answer came; your words are back in the prompt.',
  stopped: (_: Nothing) => 'Stopped; what came is kept.',
  'no-answer': (_: Nothing) =>
    'The model ended without an answer; your words are back in the prompt, and Enter asks again.',
  'reply-vanished': (_: Nothing) => 'The answer broke off without a word; /retry asks again.',
  'cut-at-limit': (_: Nothing) =>
    'The answer was cut at the output limit or the end of the context; /continue goes on.',
  filtered: (_: Nothing) => 'The server’s content filter stopped the answer; rephrase the question.',
  'ended-oddly': (_: Nothing) => 'The model stopped for an unknown reason; /continue asks it to go on.',
  'reply-cut-by-exit': (_: Nothing) =>
    'This answer was cut when the program ended; /continue goes on, /retry asks again.',
  'records-refused': ({ count }: { count: number }) =>
    `${count} ${count === 1 ? 'entry' : 'entries'} of this session fit nowhere and ${count === 1 ? 'was' : 'were'} left out.`,
  'session-opened': ({ title, turns, earlier }: { title: string | null; turns: number; earlier: number }) =>
    `Going on with ${title === null ? 'the session' : `“${title}”`}: ${turns} ${turns === 1 ? 'turn' : 'turns'}${earlier > 0 ? `, the last ${turns - earlier} shown` : ''}.`,
  'new-session': (_: Nothing) => 'A new session begins; the former one is kept, see /resume.',
  'system-is': ({ text }: { text: string }) => `System prompt: ${text}`,
  'system-off': (_: Nothing) => 'No system prompt.',
  'no-sessions': (_: Nothing) => 'There is no earlier session here.',
  'no-models': (_: Nothing) => 'The server lists no models; name one with /model NAME.',
  'model-chosen': ({ model }: { model: string }) => `Answers come from ${model} now.`,
  'setup-later': (_: Nothing) =>
    'Nothing was set up; /setup asks again, and OPENAI_API_KEY or --base-url work too.',
  'paste-too-long': ({ length }: { length: number }) =>
    `The paste of ${Math.round(length / 1e6)} million characters is too long; save it as a file or paste a part.`,
  'session-server-without-key': ({ host }: { host: string }) =>
    `This session was held with ${host}, for which there is no key here; /setup sets one, and --base-url names another server.`,
  'image-loader-broken': (_: Nothing) =>
    'The picture could not be read because a part of the program is missing; install it again.',
  'session-open-already': (_: Nothing) => 'This session is open already.',
  'retry-stopped': (_: Nothing) => 'Stopped before any answer came; the former answer stays.',
  'retry-no-answer': (_: Nothing) => 'The model ended without an answer; the former one stays.',
  'session-server': ({ host }: { host: string }) =>
    `This session goes on with its own server, ${host}: questions and pictures go there.`,
  'setup-not-understood': (_: Nothing) =>
    'That is neither a key nor the address of a server; type or paste it again, or press Esc.',
  declined: (_: Nothing) => 'The model declined to answer; ask in other words.',
};
