/**
 * A growing reply as finished Markdown blocks and one unfinished tail. Finished blocks are drawn once;
 * `blocks.map(block => block.raw).join('') + tail` is always exactly the text.
 */
import { lexer, type Token, type Tokens } from 'marked';

export type Block = {
  /** The slice of the reply's text. */
  readonly raw: string;
  /** What to render for it: `raw`, or a slice of a code block with its fences put back. */
  readonly markdown: string;
  /** Whether it goes on in the construct of the block before it (code or list cut for its length). */
  readonly continues: boolean;
};

export type ReplyText = {
  readonly blocks: readonly Block[];
  readonly tail: string;
  /** The fence that the tail goes on in, when the code block before it was cut. */
  readonly fence: Fence | null;
  /** Whether the tail goes on in a list that was cut. */
  readonly listGoesOn: boolean;
};

type Fence = { readonly opening: string; readonly closing: RegExp; readonly close: string };

export const NO_TEXT: ReplyText = { blocks: [], tail: '', fence: null, listGoesOn: false };

/** Code blocks and lists longer than this are finished in pieces, so that the live region stays small. Lines. */
const TALL = 12;

/** The reply after a further piece of text; the blocks that it finished are those beyond the former `blocks.length`. */
export function addText(reply: ReplyText, text: string): ReplyText {
  const grown = { ...reply, tail: reply.tail + text };
  // A block can only end where a line ends: without a newline there is nothing to look for.
  return text.includes('\n') ? finishBlocks(grown) : grown;
}

/** The reply when no more text comes: everything is finished. */
export function finishText(reply: ReplyText): ReplyText {
  const { tail, ...rest } = finishBlocks(reply);
  if (tail === '') return { ...rest, tail };
  return {
    blocks: [
      ...rest.blocks,
      { raw: tail, markdown: tailMarkdown({ ...rest, tail }), continues: isContinuing(rest) },
    ],
    tail: '',
    fence: null,
    listGoesOn: false,
  };
}

/** The text so far. */
export function textOf(reply: ReplyText): string {
  return reply.blocks.map(block => block.raw).join('') + reply.tail;
}

/** The Markdown that shows the tail: with the fence put back if the tail goes on in a code block. */
export function tailMarkdown(reply: Pick<ReplyText, 'tail' | 'fence'>): string {
  return reply.fence ? `${reply.fence.opening}\n${reply.tail}` : reply.tail;
}

function isContinuing(reply: Pick<ReplyText, 'fence' | 'listGoesOn'>): boolean {
  return reply.fence !== null || reply.listGoesOn;
}

function finishBlocks(reply: ReplyText): ReplyText {
  const end = reply.tail.lastIndexOf('\n') + 1;
  if (end === 0) return reply;
  if (reply.fence) return finishCode(reply, reply.fence, end);
  const whole = reply.tail.slice(0, end);
  const tokens = lexer(whole);
  // The lexer must account for every character, or the slices below would not be those of the text.
  if (tokens.reduce((length, token) => length + token.raw.length, 0) !== whole.length) return reply;
  const last = tokens.findLastIndex(token => token.type !== 'space');
  const blocks = [...reply.blocks];
  let length = 0;
  let goesOn = reply.listGoesOn;
  for (const token of tokens.slice(0, Math.max(0, last))) {
    length += token.raw.length;
    goesOn = pushBlock(blocks, token, goesOn);
  }
  const rest: ReplyText = { blocks, tail: reply.tail.slice(length), fence: null, listGoesOn: goesOn };
  const open = tokens[last];
  return open ? cutTall(rest, open, end - length) : rest;
}

/** Adds a finished token, blank lines to the block before them; says whether a cut list still goes on. */
function pushBlock(blocks: Block[], token: Token, goesOn: boolean): boolean {
  const before = blocks.at(-1);
  if (token.type === 'space' && before) {
    blocks[blocks.length - 1] = { ...before, raw: before.raw + token.raw };
    return goesOn;
  }
  blocks.push({ raw: token.raw, markdown: token.raw, continues: goesOn && token.type === 'list' });
  return false;
}

/** Finishes the first lines of a code block, or all items but the last of a list, once the open token is tall. */
function cutTall(reply: ReplyText, open: Token, end: number): ReplyText {
  const lines = countLines(open.raw);
  if (lines <= TALL) return reply;
  if (open.type === 'code') {
    const fence = fenceOf(open.raw);
    if (!fence) return reply;
    const first = reply.tail.indexOf('\n') + 1;
    const { tail } = reply;
    const opened: ReplyText = { ...reply, tail: tail.slice(first), fence };
    const cut = finishCode(opened, fence, end - first);
    // The opening line belongs to the first piece.
    const piece = cut.blocks[reply.blocks.length];
    if (!piece) return reply;
    const blocks = [...cut.blocks];
    blocks[reply.blocks.length] = { ...piece, raw: tail.slice(0, first) + piece.raw, continues: false };
    return { ...cut, blocks };
  }
  if (open.type === 'list') {
    const items = (open as Tokens.List).items.slice(0, -1);
    const raw = items.map(item => item.raw).join('');
    if (raw === '' || !open.raw.startsWith(raw)) return reply;
    const block: Block = { raw, markdown: raw, continues: reply.listGoesOn };
    return {
      blocks: [...reply.blocks, block],
      tail: reply.tail.slice(raw.length),
      fence: null,
      listGoesOn: true,
    };
  }
  return reply;
}

/** Inside a cut code block: finishes whole lines once they are many, and the block itself at its closing fence. */
function finishCode(reply: ReplyText, fence: Fence, end: number): ReplyText {
  const whole = reply.tail.slice(0, end);
  const closing = fence.closing.exec(whole);
  if (closing) {
    const length = closing.index + closing[0].length;
    const raw = whole.slice(0, length);
    const block: Block = { raw, markdown: `${fence.opening}\n${raw}`, continues: true };
    return finishBlocks({
      blocks: [...reply.blocks, block],
      tail: reply.tail.slice(length),
      fence: null,
      listGoesOn: false,
    });
  }
  if (countLines(whole) <= TALL) return reply;
  const block: Block = {
    raw: whole,
    markdown: `${fence.opening}\n${whole}${fence.close}\n`,
    continues: true,
  };
  return { ...reply, blocks: [...reply.blocks, block], tail: reply.tail.slice(end) };
}

/** The fence that opens a code block (CommonMark 4.5), or null for an indented one. */
function fenceOf(raw: string): Fence | null {
  const match = /^( {0,3})(`{3,}|~{3,})([^\n]*)\n/.exec(raw);
  const run = match?.[2];
  if (!match || run === undefined) return null;
  const mark = run.startsWith('`') ? '`' : '~';
  return {
    opening: match[0].slice(0, -1),
    closing: new RegExp(`^ {0,3}${mark}{${run.length},}[ \\t]*(?:\\n|$)`, 'm'),
    close: run,
  };
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
