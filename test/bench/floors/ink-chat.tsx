/** The least that a chat on Ink does: a line to type in, the end of the growing answer, finished ones in `<Static>`. */
import { Box, render, Static, Text } from 'ink';
import TextInput from 'ink-text-input';
import { useRef, useState } from 'react';
import { ask } from './stream.ts';

/** Of a growing answer this much is shown: less than a screen of 120 columns and 40 rows. */
const TAIL_LENGTH = 2000;
const TAIL_LINES = 20;

/** Starts the chat; pieces of an answer are gathered for `gatherMs` before they are shown, 0 for not at all. */
export function startChat(gatherMs: number): void {
  render(<Chat gatherMs={gatherMs} />);
}

function Chat({ gatherMs }: { readonly gatherMs: number }) {
  const [line, setLine] = useState('');
  const [done, setDone] = useState<readonly string[]>([]);
  const [tail, setTail] = useState('');
  const timer = useRef<NodeJS.Timeout | null>(null);

  const submit = async (question: string) => {
    if (question === '/exit') process.exit();
    setLine('');
    setDone(before => [...before, `› ${question}`]);
    let text = '';
    const show = () => {
      timer.current = null;
      setTail(text.slice(-TAIL_LENGTH).split('\n').slice(-TAIL_LINES).join('\n'));
    };
    await ask(question, piece => {
      text += piece;
      if (gatherMs === 0) show();
      else timer.current ??= setTimeout(show, gatherMs);
    });
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    setTail('');
    setDone(before => [...before, text]);
  };

  return (
    <>
      <Static items={[...done]}>{(text, index) => <Text key={index}>{text}</Text>}</Static>
      {tail === '' ? null : <Text>{tail}</Text>}
      <Box>
        <Text>{'› '}</Text>
        <TextInput value={line} onChange={setLine} onSubmit={question => void submit(question)} />
      </Box>
    </>
  );
}
