import assert from 'node:assert/strict';
import test from 'node:test';
import { isPicture, type Kind, sniff } from '../../src/images/sniff.ts';
import { drawing, photo } from './pictures.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');

const table: readonly (readonly [string, Uint8Array, Kind])[] = [
  ['nothing', new Uint8Array(0), 'unknown'],
  ['a PDF', latin('%PDF-1.7\n'), 'pdf'],
  ['a PDF after a line', latin('\n\n%PDF-1.4\n'), 'pdf'],
  ['an SVG', latin('<svg xmlns="http://www.w3.org/2000/svg">'), 'svg'],
  [
    'an SVG with a head',
    Buffer.from('\ufeff<?xml version="1.0"?>\n<!-- Créé -->\n<!DOCTYPE svg PUBLIC "x">\n<svg\n>'),
    'svg',
  ],
  ['a page', latin('\n<!DOCTYPE html><html>'), 'html'],
  ['a page with a comment', latin('<!-- x -->\n<HTML lang="en">'), 'html'],
  ['text about svg', latin('an <svg> element'), 'text'],
  ['Chinese text', Buffer.from('图片'.repeat(2000)), 'text'],
  ['UTF-16 text', latin('\xff\xfea\0b\0'), 'text'],
  ['JSON', latin('{"error":"not found"}'), 'text'],
  ['text that begins with BM', latin('BMW builds cars in Munich, and motorcycles'), 'text'],
  ['a ZIP', latin('PK\x03\x04\x14\0'), 'zip'],
  ['gzip', latin('\x1f\x8b\x08\0'), 'archive'],
  ['MP4', latin('\0\0\0\x18ftypisom\0\0\0\0isommp42'), 'video'],
  ['Matroska', latin('\x1aE\xdf\xa3\x01'), 'video'],
  ['MP3', latin('ID3\x04\0\0'), 'audio'],
  ['ELF', latin('\x7fELF\x02\x01\x01'), 'program'],
  ['HEIC', latin('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'heic'],
  ['HEIC by its second brand', latin('\0\0\0\x18ftypmif1\0\0\0\0mif1heic'), 'heic'],
  ['AVIF by its second brand', latin('\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf'), 'avif'],
  ['BMP', latin(`BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0`), 'bmp'],
  ['ICO', latin('\0\0\x01\0\x01\0\x10\x10'), 'ico'],
  ['JPEG XL', latin('\xff\x0a\xfa\x1f'), 'jxl'],
  ['zeros', new Uint8Array(64), 'unknown'],
  ['noise', latin('\x93\x00\xf3\x81\x02'), 'unknown'],
  ['half a signature', latin('\x89PNG\r\n'), 'unknown'],
];
for (const [name, bytes, kind] of table) test(`${name} is ${kind}`, () => assert.equal(sniff(bytes), kind));

test('what is encoded is recognised', async () => {
  for (const kind of ['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const) {
    const bytes = await drawing().toFormat(kind).toBuffer();
    assert.equal(sniff(bytes), kind);
    assert.equal(isPicture(sniff(bytes)), true);
    assert.equal(sniff(new Uint8Array(bytes).subarray(0, 32)), kind, 'the beginning is enough');
  }
  assert.equal(sniff(await photo().tiff({ bigtiff: true }).toBuffer()), 'tiff');
});
