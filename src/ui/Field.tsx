/** A one-line answer by ink-text-input, which types the letter of Ctrl and Alt keys and keeps the Enter of a fast hand as text. */
import { useInput } from 'ink';
import TextInput from 'ink-text-input';
import { useRef } from 'react';

export function Field(props: {
  readonly value: string;
  readonly mask?: string;
  /** Gets the text on one line. */
  readonly onChange: (value: string) => void;
  readonly onSubmit: () => void;
}) {
  const { value, mask, onChange, onSubmit } = props;
  const isCommand = useRef(false);
  return (
    <>
      {/* Asked before the field: effects of an earlier sibling run first, and keys go to them in this order. */}
      <KeyWatch
        onKey={(input, isHeld) => {
          isCommand.current = isHeld;
          if (isHeld && input === 'u') onChange('');
        }}
      />
      <TextInput
        value={value}
        onChange={text => {
          if (isCommand.current) return;
          onChange(text.replace(/[\r\n]/g, ''));
          if (/[\r\n]$/.test(text)) onSubmit();
        }}
        onSubmit={onSubmit}
        {...(mask === undefined ? {} : { mask })}
      />
    </>
  );
}

function KeyWatch({ onKey }: { readonly onKey: (input: string, isHeld: boolean) => void }) {
  useInput((input, key) => onKey(input, key.ctrl || key.meta));
  return null;
}
