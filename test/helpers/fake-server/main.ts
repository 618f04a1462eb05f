/**
 * The fake server by hand:
 * `node --import tsx test/helpers/fake-server/main.ts --port 0 [--tokens-per-second 60] [--key sk-test] [--misbehave name]`
 * prints its URL on stdout and one line per request on stderr; `--list` prints the names of the misbehaviours.
 */
import { parseArgs } from 'node:util';
import { startFakeServer } from '../fake-server.ts';
import { isMisbehaviourName, misbehaviourNames } from './misbehaviours.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'tokens-per-second': { type: 'string' },
    key: { type: 'string' },
    misbehave: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});

if (values.list) {
  console.log(misbehaviourNames.join('\n'));
  process.exit();
}
const { key, misbehave } = values;
const pace = values['tokens-per-second'];
if (misbehave !== undefined && !isMisbehaviourName(misbehave)) {
  console.error(`No misbehaviour is named ${misbehave}; --list shows them.`);
  process.exit(2);
}

const server = await startFakeServer({
  port: Number(values.port),
  log: line => console.error(line),
  ...(pace === undefined ? {} : { tokensPerSecond: Number(pace) }),
  ...(key === undefined ? {} : { key }),
  ...(misbehave === undefined ? {} : { misbehave }),
});
console.log(server.url);

process.once('SIGINT', () => server.close());
process.once('SIGTERM', () => server.close());
