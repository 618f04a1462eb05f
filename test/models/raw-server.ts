/** A server on loopback that answers with exactly the bytes that a test gives it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export type Seen = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
};

export type Responder = (
  response: ServerResponse,
  seen: Seen,
  /** How many requests came before this one. */
  index: number,
) => void | Promise<void>;

export type RawServer = { readonly baseUrl: string; readonly host: string; readonly seen: readonly Seen[] };

/** Listens until the test ends; `seen` grows with each request. */
export async function rawServer(t: TestContext, respond: Responder): Promise<RawServer> {
  const seen: Seen[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    response.on('error', () => {});
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    const entry = { method, url, headers, body: Buffer.concat(chunks).toString() };
    seen.push(entry);
    await respond(response, entry, seen.length - 1);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { baseUrl: `http://${host}/v1`, host, seen };
}

/** Writes the pieces one after the other, each in a packet of its own as far as the machine allows. */
export async function writePieces(response: ServerResponse, pieces: readonly Uint8Array[]): Promise<void> {
  for (const piece of pieces) {
    await new Promise<void>(resolve => response.write(piece, () => resolve()));
    await new Promise<void>(resolve => setImmediate(resolve));
  }
}

/** A reproducible source of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The bytes cut at seeded places into pieces of at most `longest` bytes. */
export function cut(bytes: Uint8Array, longest: number, random: () => number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + Math.floor(random() * longest);
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
}
