import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import test from 'node:test';
import type { Notice } from '../../src/text/catalogue.ts';
import { type Loaded, load } from './loading.ts';
import { drawing } from './pictures.ts';

/** Runs with a server on a port of its own; `base` is `http://127.0.0.1:port`. */
async function withServer(
  answer: RequestListener,
  run: (base: string, asked: readonly IncomingMessage[]) => Promise<void>,
): Promise<void> {
  const asked: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await run(`http://127.0.0.1:${port}`, asked).finally(() => {
    server.closeAllConnections();
    server.close();
  });
}

function noticeOf(loaded: Loaded | Notice): Notice {
  assert.ok('code' in loaded, 'a picture came, not a notice');
  return loaded;
}

test('a picture is fetched, named without its secrets', async () => {
  const bytes = await drawing().png().toBuffer();
  await withServer(
    (_, response) => response.end(bytes),
    async (base, asked) => {
      const url = `${base.replace('//', '//user:pa%20ss@')}/a/my%20photo.png?token=secret#x`;
      const loaded = await load(url);
      assert.ok(!('code' in loaded), JSON.stringify(loaded));
      assert.equal(loaded.image.label, 'my photo.png');
      assert.equal(loaded.image.source, `${base}/a/my%20photo.png`);
      assert.deepEqual(new Uint8Array(loaded.sent), new Uint8Array(bytes));
      assert.equal(asked[0]?.url, '/a/my%20photo.png?token=secret');
      const basic = `Basic ${Buffer.from('user:pa ss').toString('base64')}`;
      assert.equal(asked[0]?.headers.authorization, basic);
    },
  );
});

test('credentials stay with the host that they were given for', async () => {
  const bytes = await drawing().png().toBuffer();
  await withServer(
    (_, response) => response.end(bytes),
    async (other, askedOther) => {
      await withServer(
        (request, response) => {
          const location = request.url === '/1' ? '/2' : `${other.replace('//', '//a:b@')}/3`;
          response.writeHead(302, { location }).end();
        },
        async (base, asked) => {
          const loaded = await load(`${base.replace('//', '//user:word@')}/1`);
          assert.ok(!('code' in loaded), JSON.stringify(loaded));
          assert.equal(loaded.image.source, `${other}/3`);
          assert.deepEqual(
            asked.map(request => [request.url, request.headers.authorization !== undefined]),
            [
              ['/1', true],
              ['/2', true],
            ],
          );
          assert.deepEqual(
            askedOther.map(request => [request.url, request.headers.authorization]),
            [['/3', undefined]],
          );
        },
      );
    },
  );
});

test('private hosts are refused, however they are written, before anything is sent', async () => {
  await withServer(
    (_, response) => response.end('secret'),
    async (base, asked) => {
      const port = new URL(base).port;
      const hosts = [
        '127.0.0.1',
        'localhost',
        '2130706433',
        '0x7f.1',
        '0177.0.0.1',
        '127.1',
        '[::1]',
        '[::ffff:127.0.0.1]',
      ];
      for (const host of [...hosts, '[::ffff:7f00:1]', '0']) {
        const notice = noticeOf(await load(`http://${host}:${port}/a.png`, { allowPrivateHosts: false }));
        assert.equal(notice.code, 'image-url-private', host);
      }
      for (const host of [
        '169.254.169.254',
        '[fd00:ec2::254]',
        '10.0.0.1',
        '100.64.1.1',
        '[64:ff9b::7f00:1]',
      ])
        assert.equal(
          noticeOf(await load(`https://${host}/a.png`, { allowPrivateHosts: false })).code,
          'image-url-private',
        );
      assert.equal(asked.length, 0);
    },
  );
});

test('only http and https are followed', async () => {
  for (const [location, code] of [
    ['file:///etc/passwd', 'image-url-scheme'],
    ['ftp://127.0.0.1/a.png', 'image-url-scheme'],
    ['data:image/png;base64,AAAA', 'image-url-scheme'],
    ['http://[', 'image-url-invalid'],
  ] as const) {
    await withServer(
      (_, response) => response.writeHead(301, { location }).end(),
      async base => assert.equal(noticeOf(await load(`${base}/a.png`)).code, code),
    );
  }
});

test('redirects come to an end', async () => {
  const bytes = await drawing().png().toBuffer();
  await withServer(
    ({ url = '' }, response) => {
      const left = Number(url.slice(1));
      if (left === 0) response.end(bytes);
      else response.writeHead(307, { location: `/${left - 1}` }).end();
    },
    async (base, asked) => {
      assert.ok(!('code' in (await load(`${base}/5`))));
      assert.equal(noticeOf(await load(`${base}/6`)).code, 'image-url-redirects');
      assert.equal(asked.length, 12);
    },
  );
});

test('the body of a redirect or an error is not waited for', async () => {
  for (const [status, code] of [
    [302, 'image-url-redirects'],
    [500, 'image-url-status'],
  ] as const) {
    await withServer(
      (_, response) => response.writeHead(status, { location: '/', 'content-length': 100 }).write('x'),
      async base => assert.equal(noticeOf(await load(`${base}/a.png`)).code, code),
    );
  }
});

test('what is no picture is called what it is', async () => {
  const answers: readonly (readonly [number, string, string, Notice['code']])[] = [
    [404, 'image/png', 'gone', 'image-url-status'],
    [204, 'image/png', '', 'image-url-status'],
    [304, 'image/png', '', 'image-url-status'],
    [200, 'image/png', '<!doctype html><title>Log in</title>', 'image-not-picture'],
    [200, 'image/png', '', 'image-file-empty'],
    [200, 'image/png', '\x89PNG\r\n\x1a\n', 'image-damaged'],
  ];
  for (const [status, type, body, code] of answers) {
    await withServer(
      (_, response) => response.writeHead(status, { 'content-type': type }).end(Buffer.from(body, 'latin1')),
      async base => assert.equal(noticeOf(await load(`${base}/a.png`)).code, code, `${status} ${body}`),
    );
  }
});

test('a lie about the type does no harm to a picture', async () => {
  const bytes = await drawing().png().toBuffer();
  await withServer(
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(bytes),
    async base => assert.ok(!('code' in (await load(`${base}/a.jpg`)))),
  );
});

test('too large is refused by the announcement and by the count', async () => {
  const limits = { maxSourceBytes: 1000 };
  await withServer(
    (_, response) => response.writeHead(200, { 'content-length': 1001 }).write('x'),
    async base => assert.equal(noticeOf(await load(`${base}/a.png`, { limits })).code, 'image-too-large'),
  );
  await withServer(
    (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(500)));
      };
      response.on('drain', more);
      more();
    },
    async base => assert.equal(noticeOf(await load(`${base}/a.png`, { limits })).code, 'image-too-large'),
  );
});

test('a host that says nothing is given up, before the headers and after', async () => {
  const limits = { fetchIdleMs: 50 };
  await withServer(
    () => {},
    async base => assert.equal(noticeOf(await load(`${base}/a.png`, { limits })).code, 'image-url-slow'),
  );
  await withServer(
    (_, response) => response.write('\x89PNG'),
    async base => assert.equal(noticeOf(await load(`${base}/a.png`, { limits })).code, 'image-url-slow'),
  );
});

test('a host that goes on for ever is given up', async () => {
  await withServer(
    (_, response) => {
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(timer));
    },
    async base =>
      assert.equal(
        noticeOf(await load(`${base}/a.png`, { limits: { fetchMs: 100 } })).code,
        'image-url-slow',
      ),
  );
});

test('a broken connection is a notice', async () => {
  await withServer(
    (_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('x', () => response.destroy());
    },
    async base => assert.equal(noticeOf(await load(`${base}/a.png`)).code, 'image-url-network'),
  );
  await withServer(
    request => request.socket.end('nonsense\r\n\r\n'),
    async base => assert.equal(noticeOf(await load(`${base}/a.png`)).code, 'image-url-network'),
  );
  let closed = '';
  await withServer(
    () => {},
    async base => {
      closed = base;
    },
  );
  assert.deepEqual(noticeOf(await load(`${closed}/a.png`)), {
    code: 'image-url-network',
    data: { host: '127.0.0.1', reason: 'ECONNREFUSED' },
  });
});

test('stopping ends the download at once', async () => {
  const stop = new AbortController();
  await withServer(
    () => stop.abort(),
    async base =>
      assert.equal(noticeOf(await load(`${base}/a.png`, { signal: stop.signal })).code, 'image-stopped'),
  );
});

test('a name with nobody behind it and a broken URL are notices', async () => {
  // A label of 64 letters: no resolver needs to be asked.
  const unknown = noticeOf(await load(`http://${'a'.repeat(64)}.invalid/a.png`));
  assert.equal(unknown.code, 'image-url-unknown-host');
  assert.equal(noticeOf(await load('http://[/a.png')).code, 'image-url-invalid');
});
