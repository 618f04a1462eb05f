/** Ids of sessions, and the file names made of them. */
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const FILE_NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-([a-z0-9][a-z0-9-]{0,63})\.jsonl$/;

/** A new id: 8 lower-case characters of base32 (RFC 4648) from 5 random bytes. */
export function newSessionId(random: (bytes: number) => Uint8Array = randomBytes): string {
  let bits = 0n;
  for (const byte of random(5)) bits = (bits << 8n) | BigInt(byte);
  return Array.from(
    { length: 8 },
    (_, index) => ALPHABET[Number((bits >> BigInt(35 - 5 * index)) & 31n)],
  ).join('');
}

/** The name of the file of a session: `2026-11-24T04-05-06Z-<id>.jsonl`; `created` is ISO 8601 in UTC. */
export function sessionFileName(id: string, created: string): string {
  return `${created.slice(0, 19).replaceAll(':', '-')}Z-${id}.jsonl`;
}

/** The id that a file name carries, or null: a file that a person named goes by the id in its header. */
export function idInFileName(path: string): string | null {
  return FILE_NAME.exec(basename(path))?.[1] ?? null;
}
