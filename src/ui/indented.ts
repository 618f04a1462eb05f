import { wrapStyled } from '../markdown/styled.ts';
import { textWidth } from '../text/width.ts';

/** The text wrapped to the width, its first line after `lead`, the others below it. */
export function indented(text: string, lead: string, columns: number): readonly string[] {
  const indent = ' '.repeat(textWidth(lead));
  return text
    .split('\n')
    .flatMap(line => wrapStyled(line, Math.max(8, columns - indent.length)))
    .map((line, index) => (index === 0 ? lead : indent) + line);
}
