/** Every way in which a server goes wrong, and the plain turn after it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  type MisbehaviourName,
  misbehaviourNames,
  misbehaviours,
} from '../../helpers/fake-server/misbehaviours.ts';
import { replyOf } from '../../helpers/fake-server/plan.ts';
import type { Script } from '../../helpers/fake-server/script.ts';
import { type FakeServer, startFakeServer } from '../../helpers/fake-server.ts';
import { KEY, openPlace, type PlainRun } from '../../helpers/run-plain.ts';
import { asked, said, sent } from '../../helpers/sent.ts';

const TEXT = '**Two** words, 两个词 👩‍👩‍👧, and `more`.\n\n- one\n- two';
const AFTER = 'All is well again.';
const QUESTION = 'What is this?';
const NEXT = 'And now?';

/** With these the question goes along with a picture, since they are about it. */
const OF_PICTURES = /image|vision|shape-lmstudio|413/;
/** These pass when the program asks once more, as it should; asked for ever, they fail with 4. */
const PASSING =
  /^status-(429-retry-after(-ms)?|5\d\d(-html)?)$|^cut-before-(headers|first-byte)$|^hostile-html$/;
/** These pass because the program asks in another way. */
const ADAPTED = /-refused(-422)?$/;
const REFUSED =
  /^(finish-content-filter(-empty)?|finish-sensitive|refusal|content-policy|content-filter-azure)$/;
const BAD_PICTURE = /^(image-parse-error|invalid-image-format|status-413-html|shape-lmstudio)$/;
const FAILED =
  /^(status|context|shape|not-vision|html-200|zero|only-done|json-error|openrouter|error-)|^stall-(?!after-finish)|^cut-mid|^malformed|^no-finish|^hostile-error|^finish-(length-empty|stop-empty|blank|error|network|insufficient|tool)/;

function exitCodeFor(name: MisbehaviourName): number {
  if (PASSING.test(name) || ADAPTED.test(name)) return 0;
  if (REFUSED.test(name)) return 5;
  if (BAD_PICTURE.test(name)) return 3;
  return FAILED.test(name) ? 4 : 0;
}

/** The texts that may be taken for the first answer, '' for none. */
function acceptable(name: MisbehaviourName, server: FakeServer): readonly string[] {
  const [request] = server.requests;
  const [played] = server.answers;
  assert.ok(request && played);
  const { accepts = [played.said] }: Script = misbehaviours[name](replyOf({ text: TEXT }, request, ''));
  return accepts;
}

/** What of `stdout` was the first answer: all but the second. */
function firstOf({ stdout }: PlainRun): string {
  assert.ok(stdout.endsWith(`${AFTER}\n`), stdout);
  return stdout.slice(0, -AFTER.length - 1).replace(/\n$/, '');
}

/** What was said besides the opening, the chip of the picture and its going. */
function toldIn({ stderr }: PlainRun): readonly string[] {
  return stderr
    .split('\n')
    .filter(line => line !== '' && !/^vision-chat: |^#1 (coffee.png |will not be sent)/.test(line));
}

/** No key, no escape sequence, no stack trace, one sentence. */
function assertClean(run: PlainRun, files: ReadonlyMap<string, Buffer>, sentences: number): void {
  for (const [path, bytes] of [...files, ['stdout', run.stdout], ['stderr', run.stderr]] as const)
    assert.ok(!bytes.includes(KEY), `the key stands in ${path}`);
  assert.doesNotMatch(run.stdout + run.stderr, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  assert.doesNotMatch(run.stderr, /^\s+at |Error:|undefined|\[object/m);
  assert.ok(toldIn(run).length <= sentences, run.stderr);
  if (run.code !== 0 && run.code !== 5) assert.ok(toldIn(run).length > 0, 'nothing was said');
}

test('after every misbehaviour a plain turn succeeds', { concurrency: 2 }, async t => {
  await Promise.all(
    misbehaviourNames.map(name =>
      t.test(name, async t => {
        await using server = await startFakeServer({
          allow: ['max_tokens', 'max_completion_tokens', 'temperature'],
        });
        server.conversation = 'talk';
        const place = openPlace(t);
        place.picture('coffee.png');
        const withPicture = OF_PICTURES.test(name);
        const isMended = PASSING.test(name) || ADAPTED.test(name);
        server.reply({ text: TEXT, misbehave: name }, ...(isMended ? [TEXT] : []), AFTER);
        const run = await place.run({
          server,
          args: [
            ...(name.startsWith('stall') ? ['--timeout=2', '--idle-timeout=2'] : []),
            ...(/^(max-tokens|temperature)-/.test(name) ? ['--max-tokens=50', '--temperature=0.2'] : []),
          ],
          input: [...(withPicture ? ['/attach coffee.png'] : []), QUESTION, NEXT],
        });

        assert.deepEqual(server.problems, []);
        assert.deepEqual([run.signal, run.code], [null, exitCodeFor(name)], run.stderr);
        assertClean(run, place.files(), name === 'hostile-finish-reason' ? 2 : 1);

        const heard = firstOf(run);
        const isWhole = isMended || server.answers[0]?.ending === 'complete';
        const texts = isMended ? [TEXT] : acceptable(name, server);
        const fits = texts.some(text => (isWhole ? text === heard : text.startsWith(heard)));
        assert.ok(fits, `${JSON.stringify(heard)} is none of ${JSON.stringify(texts)}`);
        const first = [asked(withPicture ? `[coffee.png]\n${QUESTION}` : QUESTION), said(heard)];
        assert.deepEqual(await sent(server), [...(heard === '' ? [] : first), asked(NEXT)]);
      }),
    ),
  );
});

test('what passes for others and stays here is a failure in one sentence', { concurrency: 2 }, async t => {
  const names = misbehaviourNames.filter(name => PASSING.test(name));
  const chosen = process.env.LONG ? names : names.filter(name => name === 'status-429-retry-after-ms');
  assert.ok(chosen.length > 0);
  await Promise.all(
    chosen.map(name =>
      t.test(name, async t => {
        await using server = await startFakeServer({ misbehave: name });
        const place = openPlace(t);
        const run = await place.run({ server, input: [QUESTION] });
        assert.deepEqual([run.stdout, run.code, run.signal], ['', 4, null]);
        assertClean(run, place.files(), 5);
      }),
    ),
  );
});
