/** What the bundle gives to libraries in place of the package string-width. */
import { stripVTControlCharacters } from 'node:util';
import { textWidth } from './width.ts';

/** The cells of a text, escape sequences not counted unless asked for; as string-width 8. */
export default function stringWidth(
  text: string,
  options?: { readonly countAnsiEscapeCodes?: boolean },
): number {
  const isPlain = options?.countAnsiEscapeCodes === true || !/[\u001b\u009b]/.test(text);
  return textWidth(isPlain ? text : stripVTControlCharacters(text));
}
