/**
 * A growing reply as finished Markdown blocks and one unfinished tail. Finished blocks are drawn once and never change;
 * `blocks.map(block => block.raw).join('') + tail` is always exactly the text.
 */
import type { Token, Tokens } from 'marked';
import { blocksOf } from './block-lexer.ts';
import { type Fence, fenceOf } from './fence.ts';
import { numberedFrom } from './list-number.ts';

export type Block = {
  /** The slice of the reply's text. */
  readonly raw: string;
  /** What to render for it: a slice of code has its fences put back, one of a list the number that it goes on with. */
  readonly markdown: string;
  /** Whether it stands close to the block before it: code or a tight list that was cut for its length. */
  readonly continues: boolean;
};

export type ReplyText = {
  readonly blocks: readonly Block[];
  readonly tail: string;
  /** The fence that the tail goes on in, when the code block before it was cut. */
  readonly fence: Fence | null;
  /** Whether the tail goes on in a tight list that was cut. */
  readonly listGoesOn: boolean;
  /** The number of the tail's first item, when it goes on in an ordered list that was cut. */
  readonly listNumber: number | null;
};

export const NO_TEXT: ReplyText = {
  blocks: [],
  tail: '',
  fence: null,
  listGoesOn: false,
  listNumber: null,
};

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
  const rest = finishBlocks(reply);
  if (rest.tail === '') return { ...NO_TEXT, blocks: rest.blocks };
  const continues = rest.fence !== null || rest.listGoesOn;
  const block: Block = { raw: rest.tail, markdown: tailMarkdown(rest), continues };
  return { ...NO_TEXT, blocks: [...rest.blocks, block] };
}

/** The text so far. */
export function textOf(reply: ReplyText): string {
  return reply.blocks.map(block => block.raw).join('') + reply.tail;
}

/** The Markdown that shows the tail: with its fence or number put back if it goes on in code or a list that was cut. */
export function tailMarkdown(reply: ReplyText): string {
  const { tail, fence, listNumber } = reply;
  return fence ? `${fence.opening}\n${tail}` : numberedFrom(tail, listNumber);
}

function finishBlocks(reply: ReplyText): ReplyText {
  if (reply.fence) return finishCode(reply, reply.fence);
  const tokens = blocksOf(wholeLines(reply.tail)) ?? [];
  const last = tokens.findLastIndex(token => token.type !== 'space');
  const open = tokens[last];
  if (!open) return reply;
  // Blank lines belong to the block before them; where that is finished and must not change, to the one after.
  let lead = tokens[0]?.type === 'space' ? tokens[0].raw : '';
  let now = reply;
  for (const [index, token] of tokens.slice(0, last).entries()) {
    if (token.type === 'space') continue;
    const next = tokens[index + 1];
    now = finishBlock(now, token, lead, next?.type === 'space' ? next.raw : '');
    lead = '';
  }
  return cutTall(now, open, lead.length);
}

function finishBlock(reply: ReplyText, token: Token, lead: string, blank: string): ReplyText {
  const isList = token.type === 'list';
  const block: Block = {
    raw: lead + token.raw + blank,
    markdown: isList ? numberedFrom(token.raw, reply.listNumber) : token.raw,
    continues: isList && reply.listGoesOn,
  };
  return { ...NO_TEXT, blocks: [...reply.blocks, block], tail: reply.tail.slice(block.raw.length) };
}

/** Finishes the first lines of a code block, or all items but the last of a list, once the open token is tall. */
function cutTall(reply: ReplyText, open: Token, lead: number): ReplyText {
  if (countLines(open.raw) <= TALL) return reply;
  if (open.type === 'list') return cutList(reply, open as Tokens.List, lead);
  const fence = open.type === 'code' ? fenceOf(open.raw) : null;
  return fence ? cutCode(reply, fence, lead) : reply;
}

function cutList(reply: ReplyText, list: Tokens.List, lead: number): ReplyText {
  const items = list.items.slice(0, -1);
  const raw = items.map(item => item.raw).join('');
  if (raw === '' || !list.raw.startsWith(raw)) return reply;
  const block: Block = {
    raw: reply.tail.slice(0, lead) + raw,
    markdown: numberedFrom(raw, reply.listNumber),
    continues: reply.listGoesOn,
  };
  const first = reply.listNumber ?? list.start;
  return {
    ...NO_TEXT,
    blocks: [...reply.blocks, block],
    tail: reply.tail.slice(block.raw.length),
    listGoesOn: !list.loose,
    listNumber: first === '' ? null : first + items.length,
  };
}

/** Finishes what is there of a tall code block; its first piece holds the opening line. */
function cutCode(reply: ReplyText, fence: Fence, lead: number): ReplyText {
  const { tail, blocks } = reply;
  const first = tail.indexOf('\n', lead) + 1;
  const cut = finishCode({ ...NO_TEXT, blocks, tail: tail.slice(first), fence }, fence);
  const piece = cut.blocks[blocks.length];
  if (!piece) return reply;
  const whole: Block = { ...piece, raw: tail.slice(0, first) + piece.raw, continues: false };
  return { ...cut, blocks: cut.blocks.with(blocks.length, whole) };
}

/** Inside a cut code block: finishes whole lines once they are many, and the block itself at its closing fence. */
function finishCode(reply: ReplyText, fence: Fence): ReplyText {
  const { blocks, tail } = reply;
  const lines = wholeLines(tail);
  const closing = fence.closing.exec(lines);
  if (closing) {
    const raw = lines.slice(0, closing.index + closing[0].length);
    const block: Block = { raw, markdown: `${fence.opening}\n${raw}`, continues: true };
    return finishBlocks({ ...NO_TEXT, blocks: [...blocks, block], tail: tail.slice(raw.length) });
  }
  if (countLines(lines) <= TALL) return reply;
  // Blank lines stay with what follows: at the end of a piece they would be drawn as the space after a block.
  const raw = lines.replace(/\n(?:[ \t]*\n)+$/, '\n');
  if (raw.trim() === '') return reply;
  const markdown = `${fence.opening}\n${raw}${fence.close}\n`;
  const block: Block = { raw, markdown, continues: true };
  return { ...reply, blocks: [...blocks, block], tail: tail.slice(raw.length) };
}

function wholeLines(text: string): string {
  return text.slice(0, text.lastIndexOf('\n') + 1);
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
