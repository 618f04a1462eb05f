/** A chat line without any library: raw keys, an echo, a stream printed as it comes. */
import { ask, attach } from './stream.ts';

const PROMPT = '› ';
let line = '';

process.stdin.setRawMode(true);
process.stdin.setEncoding('utf8');
process.stdout.write(PROMPT);
process.stdin.on('data', keys => {
  for (const key of String(keys)) press(key);
});

function press(key: string): void {
  if (key === '\u0003') process.exit();
  if (key === '\r') {
    const text = line;
    line = '';
    process.stdout.write('\r\n');
    void submit(text);
  } else if (key === '\u007f') {
    line = line.slice(0, -1);
    process.stdout.write(`\r\u001b[K${PROMPT}${line}`);
  } else {
    line += key;
    process.stdout.write(key);
  }
}

async function submit(text: string): Promise<void> {
  if (text === '/exit') process.exit();
  if (text.startsWith('/attach ')) {
    attach(text.slice(8));
    process.stdout.write(`[picture]\r\n${PROMPT}`);
    return;
  }
  await ask(text, piece => process.stdout.write(piece.replaceAll('\n', '\r\n')));
  process.stdout.write(`\r\n${PROMPT}`);
}
