/** What servers send as an answer, one row each trap: the whole list of events, however the bytes are cut. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { ReplyEvent } from '../../src/chat/engine.ts';
import { openAiEngine } from '../../src/models/openai-engine.ts';
import { sentence } from '../../src/text/catalogue.ts';
import { collect, endpointAt, joined, KEY, requestOf } from './asking.ts';
import { cut, rawServer, seeded, writePieces } from './raw-server.ts';

const chunk = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const delta = (fields: object, finish: string | null = null) =>
  chunk({ choices: [{ index: 0, delta: fields, finish_reason: finish }] });
const says = (content: string, finish: string | null = null) => delta({ content }, finish);
const DONE = 'data: [DONE]\n\n';
const HOST = '<host>';

const text = (words: string): ReplyEvent => ({ type: 'text', text: words });
const reasoning = (words: string): ReplyEvent => ({ type: 'reasoning', text: words });
const finish = (reason: string) => ({ type: 'finish', reason }) as ReplyEvent;
const STOP = finish('stop');
const failure = (code: string, data: object = {}, kind = 'endpoint') =>
  ({ type: 'failure', failure: { kind, notice: { code, data } } }) as ReplyEvent;
const note = (code: string, data: object = {}) => ({ type: 'note', note: { code, data } }) as ReplyEvent;
const USAGE = { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 };
const USED: ReplyEvent = { type: 'usage', usage: { promptTokens: 9, completionTokens: 4 } };

type Row = {
  readonly name: string;
  readonly body: string;
  readonly events: readonly ReplyEvent[];
  readonly contentType?: string;
};

const STREAMS: readonly Row[] = [
  {
    name: 'as in the book, usage in an extra chunk',
    body:
      delta({ role: 'assistant', content: '', refusal: null }) +
      says('A ') +
      says('猫 cat.') +
      delta({}, 'stop') +
      chunk({
        choices: [],
        usage: {
          ...USAGE,
          prompt_tokens_details: { cached_tokens: 5, image_tokens: 2 },
          completion_tokens_details: { reasoning_tokens: 3 },
        },
      }) +
      DONE,
    events: [
      text('A 猫 cat.'),
      {
        type: 'usage',
        usage: { promptTokens: 9, completionTokens: 4, cachedTokens: 5, reasoningTokens: 3 },
      },
      STOP,
    ],
  },
  { name: 'no [DONE]', body: says('Hi', 'stop'), events: [text('Hi'), STOP] },
  {
    name: 'no blank line at the end',
    body: says('Hi') + delta({}, 'stop').trimEnd(),
    events: [text('Hi'), STOP],
  },
  {
    name: 'lines that end with CRLF',
    body: (says('Hi', 'stop') + DONE).replaceAll('\n', '\r\n'),
    events: [text('Hi'), STOP],
  },
  {
    name: 'a content type that is not true',
    body: says('Hi', 'stop'),
    contentType: 'application/json',
    events: [text('Hi'), STOP],
  },
  {
    name: 'comments, pings, null chunks, empty data',
    body:
      `: OPENROUTER PROCESSING\n\nevent: ping\n\n${chunk({ type: 'ping' })}data: null\n\ndata:\n\n` +
      `: keep-alive\n${says('Hi')}event: ping\ndata: {}\n\n${delta({}, 'stop')}${DONE}`,
    events: [text('Hi'), STOP],
  },
  {
    name: 'Azure: filter results first, later chunks without delta',
    body:
      chunk({ id: '', model: '', choices: [], prompt_filter_results: [{ prompt_index: 0 }] }) +
      says('Hi') +
      chunk({ choices: [{ index: 0, content_filter_results: {} }] }) +
      chunk({ choices: [{ index: 0, finish_reason: 'stop' }] }) +
      DONE,
    events: [text('Hi'), STOP],
  },
  {
    name: 'choices null, missing, empty, of another kind',
    body:
      [{ choices: null }, {}, { choices: [] }, { choices: 'x' }, { choices: [null] }, [], 7]
        .map(value => chunk(value))
        .join('') + says('Hi', 'stop'),
    events: [text('Hi'), STOP],
  },
  {
    name: 'content null, of another kind, and as parts',
    body:
      delta({ content: null }) +
      delta({ content: 7 }) +
      delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] }] }) +
      delta({ content: [{ type: 'text', text: 'Hi' }, ' you', null] }) +
      delta({}, 'stop'),
    events: [reasoning('Hm.'), text('Hi you'), STOP],
  },
  {
    name: 'a second choice that nobody asked for',
    body:
      chunk({ choices: [{ index: 1, delta: { content: 'No' } }] }) +
      says('Yes') +
      chunk({ choices: [{ index: 1, delta: {}, finish_reason: 'length' }] }) +
      delta({}, 'stop'),
    events: [text('Yes'), STOP],
  },
  {
    name: 'a whole message as the only event',
    body: chunk({ choices: [{ index: 0, message: { content: 'Hi' }, finish_reason: 'stop' }] }) + DONE,
    events: [text('Hi'), STOP],
  },
  {
    name: 'escape sequences in the text, and a character in two halves',
    body:
      says('a\u001b[2J\u202eb\r\n') +
      'data: {"choices":[{"index":0,"delta":{"content":"\\ud83d"}}]}\n\n' +
      'data: {"choices":[{"index":0,"delta":{"content":"\\udc08\\udc08"},"finish_reason":"stop"}]}\n\n',
    events: [text('a[2Jb\n\u{1f408}'), STOP],
  },
];

const USAGES: readonly Row[] = [
  {
    name: 'running usage: the last one counts',
    body:
      chunk({
        choices: [{ index: 0, delta: { content: 'Hi' } }],
        usage: { prompt_tokens: 9, completion_tokens: 1 },
      }) +
      chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage: USAGE }) +
      DONE,
    events: [text('Hi'), USED, STOP],
  },
  {
    name: 'Moonshot: usage in the choice',
    body: chunk({ choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: 'stop', usage: USAGE }] }),
    events: [text('Hi'), USED, STOP],
  },
  {
    name: 'DeepSeek: another name for cached tokens; nonsense counts as absent',
    body:
      says('Hi', 'stop') +
      chunk({
        choices: [],
        usage: { prompt_tokens: 9, completion_tokens: 'many', prompt_cache_hit_tokens: 8 },
      }),
    events: [
      text('Hi'),
      { type: 'usage', usage: { promptTokens: 9, completionTokens: 0, cachedTokens: 8 } },
      STOP,
    ],
  },
];

const THOUGHTS: readonly Row[] = [
  {
    name: 'reasoning_content',
    body:
      delta({ reasoning_content: 'Let me ' }) +
      delta({ reasoning_content: 'see.', content: null }) +
      says('Hi', 'stop'),
    events: [reasoning('Let me see.'), text('Hi'), STOP],
  },
  {
    name: 'reasoning under both names is told once',
    body:
      delta({ reasoning_content: 'Hm.', reasoning: 'Hm.' }) +
      delta({ reasoning_content: '', reasoning: ' Ah.' }) +
      says('Hi', 'stop'),
    events: [reasoning('Hm. Ah.'), text('Hi'), STOP],
  },
  {
    name: 'tags split over chunks',
    body:
      ['\n<th', 'ink>Let', ' me see: a < b</', 'think', '>\n', '\nHi <think>', ' there</think>']
        .map(part => says(part))
        .join('') + delta({}, 'stop'),
    events: [reasoning('Let me see: a < b'), text('Hi <think> there</think>'), STOP],
  },
  {
    name: 'a closing tag without an opening one before any text',
    body: says('\n') + says('</thi') + says('nk>\n\nHi') + delta({}, 'stop'),
    events: [text('Hi'), STOP],
  },
  {
    name: 'no opening tag, all in the first chunk',
    body: says('Let me see.\n</think>\n\nHi', 'stop'),
    events: [reasoning('Let me see.'), text('Hi'), STOP],
  },
  {
    name: 'words about tags are words',
    body: says('Use </think> to close.', 'stop'),
    events: [text('Use </think> to close.'), STOP],
  },
  {
    name: 'a closing tag that never comes: nothing is lost',
    body: says('<think>Let me see. ') + says('A cat.', 'stop'),
    events: [reasoning('Let me see. A cat.'), text('Let me see. A cat.'), STOP],
  },
  {
    name: 'thoughts cut by the limit are no answer',
    body: says('<think>Let me') + says(' see', 'length'),
    events: [reasoning('Let me see'), failure('reply-empty-length')],
  },
];

const ENDS: readonly Row[] = [
  { name: 'length', body: says('Hi', 'length'), events: [text('Hi'), finish('length')] },
  {
    name: 'length without a word',
    body: delta({ reasoning: 'Hm.' }) + delta({ content: '' }, 'length'),
    events: [reasoning('Hm.'), failure('reply-empty-length')],
  },
  { name: 'stop without a word', body: delta({}, 'stop') + DONE, events: [failure('reply-empty')] },
  { name: 'blank text is no word', body: says(' \n', 'stop'), events: [text(' \n'), failure('reply-empty')] },
  {
    name: 'a refusal',
    body:
      delta({ role: 'assistant', content: null, refusal: '' }) +
      delta({ refusal: 'I will ' }) +
      delta({ refusal: 'not.' }) +
      delta({}, 'stop') +
      DONE,
    events: [text('I will not.'), finish('refusal')],
  },
  { name: 'content_filter', body: says('He', 'content_filter'), events: [text('He'), finish('filter')] },
  {
    name: 'sensitive, without a word',
    body: delta({}, 'sensitive'),
    events: [failure('reply-filtered', {}, 'refused')],
  },
  { name: 'STOP', body: says('Hi', 'STOP'), events: [text('Hi'), STOP] },
  { name: 'eos', body: says('Hi', 'eos'), events: [text('Hi'), STOP] },
  {
    name: 'an empty reason in the last chunk alone',
    body: says('Hi') + delta({}, ''),
    events: [text('Hi'), STOP],
  },
  {
    name: 'an empty reason in each chunk, then [DONE]',
    body: says('H', '') + says('i', '') + DONE,
    events: [text('Hi'), STOP],
  },
  {
    name: 'an empty reason in each chunk, then nothing',
    body: says('H', '') + says('i', ''),
    events: [text('Hi'), failure('reply-cut')],
  },
  {
    name: 'a reason of its own',
    body: says('Hi', '\u001b[31mabort\u0007'),
    events: [text('Hi'), note('reply-reason-unknown', { reason: '[31mabort' }), finish('other')],
  },
  {
    name: 'tool calls besides text',
    body: says('Hi') + delta({ tool_calls: [{ index: 0, function: { name: 'f' } }] }, 'tool_calls'),
    events: [text('Hi'), note('reply-tool-calls'), finish('other')],
  },
  {
    name: 'tool calls in place of text',
    body: delta({ tool_calls: [{ index: 0 }] }, 'tool_calls'),
    events: [failure('reply-only-tools')],
  },
  {
    name: 'tool calls that end with stop',
    body: delta({ tool_calls: [{ index: 0 }] }, 'stop'),
    events: [failure('reply-only-tools')],
  },
  { name: 'no reason: cut', body: says('Hal'), events: [text('Hal'), failure('reply-cut')] },
  {
    name: 'no reason, but usage and [DONE]: cut',
    body: says('Hal') + chunk({ choices: [], usage: USAGE }) + DONE,
    events: [text('Hal'), USED, failure('reply-cut')],
  },
  {
    name: 'cut within a chunk',
    body: `${says('Hal')}data: {"choices":[{"del`,
    events: [text('Hal'), failure('reply-cut')],
  },
  {
    name: 'a chunk that is no JSON',
    body: `${says('Hal')}data: {"choices":[{\n\n${says('lo', 'stop')}`,
    events: [text('Hal'), failure('reply-broken', { host: HOST })],
  },
];

const STRAYS: readonly Row[] = [
  { name: 'nothing at all', body: '', events: [failure('reply-none', { host: HOST })] },
  { name: '[DONE] alone', body: DONE, events: [failure('reply-none', { host: HOST })] },
  {
    name: 'comments alone',
    body: ': keep-alive\n\n: keep-alive\n\n',
    events: [failure('reply-none', { host: HOST })],
  },
  {
    name: 'an HTML page',
    body: '\n<!DOCTYPE html><html><head><title>Log in &amp; go</title></head><body>…</body></html>',
    contentType: 'text/html',
    events: [failure('endpoint-not-api', { host: HOST, said: 'Log in & go' })],
  },
  {
    name: 'plain text',
    body: 'Ollama is running',
    contentType: 'text/plain',
    events: [failure('endpoint-not-api', { host: HOST, said: 'Ollama is running' })],
  },
  {
    name: 'an error as JSON',
    body: JSON.stringify({ error: { message: 'Upstream is down', code: 502 } }),
    contentType: 'application/json',
    events: [failure('endpoint-failing', { host: HOST, status: 502, said: 'Upstream is down' })],
  },
  {
    name: 'JSON about something else',
    body: '{"status":"ok"}',
    contentType: 'application/json',
    events: [failure('endpoint-not-api', { host: HOST, said: '{"status":"ok"}' })],
  },
  {
    name: 'a whole completion',
    body: JSON.stringify(
      {
        object: 'chat.completion',
        choices: [
          {
            index: 0,
            message: { role: 'assistant', content: '<think>Hm.</think>Hi', reasoning_content: null },
            finish_reason: 'stop',
          },
        ],
        usage: USAGE,
      },
      null,
      2,
    ),
    contentType: 'application/json',
    events: [reasoning('Hm.'), text('Hi'), USED, STOP],
  },
];

const ERRORS: readonly Row[] = [
  {
    name: 'OpenRouter',
    body:
      says('Hal') +
      chunk({
        error: {
          code: 502,
          message: 'Provider returned error',
          metadata: { raw: '{"error":{"message":"Overloaded"}}' },
        },
        choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
      }) +
      DONE,
    events: [
      text('Hal'),
      failure('endpoint-failing', { host: HOST, status: 502, said: 'Provider returned error: Overloaded' }),
    ],
  },
  {
    name: 'finish_reason error alone',
    body: says('Hal', 'error'),
    events: [text('Hal'), failure('reply-error', { said: '' })],
  },
  {
    name: 'event: error with JSON',
    body: `${says('Hal')}event: error\ndata: {"message":"boom"}\n\n`,
    events: [text('Hal'), failure('reply-error', { said: 'boom' })],
  },
  {
    name: 'event: error with words',
    body: 'event: error\ndata: out of memory\n\n',
    events: [failure('reply-error', { said: 'out of memory' })],
  },
  {
    name: 'an error as text',
    body: chunk({ error: 'boom' }),
    events: [failure('reply-error', { said: 'boom' })],
  },
  {
    name: 'older vLLM',
    body: chunk({ object: 'error', message: 'boom', code: 40001 }),
    events: [failure('reply-error', { said: 'boom' })],
  },
  {
    name: 'the key, split by a control character, and another one',
    body: chunk({
      error: { message: `Wrong key ${KEY.slice(0, 5)}\u0000${KEY.slice(5)} or sk-abc123def456` },
    }),
    events: [failure('reply-error', { said: 'Wrong key *** or ***' })],
  },
];

const GROUPS = {
  stream: STREAMS,
  usage: USAGES,
  thoughts: THOUGHTS,
  end: ENDS,
  'in place of a stream': STRAYS,
  'error in the stream': ERRORS,
};

for (const [group, rows] of Object.entries(GROUPS)) {
  for (const row of rows) {
    test(`${group}: ${row.name}`, async t => {
      const { body, contentType = 'text/event-stream', events } = row;
      const bytes = new TextEncoder().encode(body);
      const random = seeded(bytes.length);
      const cuts = [
        [bytes],
        cut(bytes, 1, random),
        ...Array.from({ length: process.env.LONG ? 60 : 2 }, () =>
          cut(bytes, 2 + Math.floor(random() * 40), random),
        ),
      ];
      const server = await rawServer(t, async (response, _seen, index) => {
        response.writeHead(200, { 'content-type': contentType });
        await writePieces(response, cuts[index] ?? []);
        response.end();
      });
      const engine = openAiEngine(endpointAt(server.baseUrl));
      for (const pieces of cuts) {
        const got = await collect(engine.answer(requestOf()));
        assert.deepEqual(joined(atHost(got, server.host)), events, `in ${pieces.length} pieces`);
        assert.equal(JSON.stringify(got).includes(KEY), false);
        for (const event of got) {
          if (event.type !== 'failure') continue;
          for (const locale of ['en', 'zh'] as const)
            assert.match(sentence(event.failure.notice, locale), /\S/);
        }
      }
      assert.equal(server.seen.length, cuts.length);
    });
  }
}

/** The events with the server's address made the same in each run. */
function atHost(events: readonly ReplyEvent[], host: string): ReplyEvent[] {
  return JSON.parse(JSON.stringify(events).replaceAll(host, HOST)) as ReplyEvent[];
}
