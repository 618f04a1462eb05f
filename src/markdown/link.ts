import type { Tokens } from 'marked';
import { INCOMPLETE_IMAGE_PLACEHOLDER } from 'remend';
import { decodeEntities } from './entity.ts';
import type { Page } from './page.ts';
import { hyperlink, plainOf } from './styled.ts';

/**
 * Draws a link as `text (url)`, or only the URL if the text says the same. On terminals with hyperlinks the text alone is
 * the link, but the URL is shown as well where it leads elsewhere than the text looks like.
 */
export function link(token: Tokens.Link, page: Page): string {
  const { styles, hyperlinks } = page;
  const label = page.inline(token.tokens);
  const plain = plainOf(label).trim();
  const href = token.autolink ? token.href : decodeEntities(token.href);
  const target = hyperlinks ? safeTarget(href) : undefined;
  const same = plain === '' || sameAddress(plain, href);
  const shown = styles.href(same ? plain || href : label);
  const linked = target === undefined ? shown : hyperlink(shown, target);
  if (same) return linked;
  if (target !== undefined) return mayDeceive(plain, target) ? `${linked} ${bracketed(href, page)}` : linked;
  return href === '' ? label : `${label} ${bracketed(href, page)}`;
}

/** Draws an image as its text and address; what data a `data:` URL holds is not written out. */
export function image(token: Tokens.Image, page: Page): string {
  const { styles, labels } = page;
  const alt = plainOf(page.inline(token.tokens)) || decodeEntities(token.title ?? '');
  const tag = styles.frame(alt === '' ? `[${labels.image}]` : `[${labels.image}: ${alt}]`);
  const href = decodeEntities(token.href);
  if (href === '' || href === INCOMPLETE_IMAGE_PLACEHOLDER) return tag;
  if (/^data:/i.test(href)) return `${tag} ${styles.href(`${href.slice(0, href.search(/[;,]|$/))}…`)}`;
  const target = page.hyperlinks ? safeTarget(href) : undefined;
  const shown = styles.href(href);
  return `${tag} ${target === undefined ? shown : hyperlink(shown, target)}`;
}

const bracketed = (href: string, { styles }: Page): string =>
  styles.frame('(') + styles.href(href) + styles.frame(')');

function sameAddress(label: string, href: string): boolean {
  const bare = (address: string): string =>
    address.replace(/^(?:mailto:|https?:\/\/)/i, '').replace(/\/$/, '');
  // A label that names the other scheme looks like another place.
  if (/^http:/i.test(label) !== /^http:/i.test(href) && /^https?:/i.test(label)) return false;
  return bare(label) === bare(href);
}

/** The address for an OSC 8 link, in ASCII: web and mail only; undefined for all others. */
function safeTarget(href: string): string | undefined {
  if (!/^(?:https?:\/\/|mailto:)[^\s]+$/i.test(href) || !URL.canParse(href)) return undefined;
  const target = new URL(href).href;
  return /^[\u0021-\u007e]+$/.test(target) ? target : undefined;
}

const HOSTS = /[\p{L}\p{N}-]+(?:[.。．][\p{L}\p{N}-]+)+/gu;

/** Whether a label names a host that the link does not lead to. */
function mayDeceive(label: string, target: string): boolean {
  const { host, protocol, pathname } = new URL(target);
  const actual = (
    protocol === 'mailto:' ? pathname.slice(pathname.lastIndexOf('@') + 1) : host
  ).toLowerCase();
  const bare = (name: string): string => name.replace(/^www\./, '');
  return (label.toLowerCase().match(HOSTS) ?? []).some(name => bare(name) !== bare(actual));
}
