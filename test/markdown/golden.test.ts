import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { loadFormulas } from '../../src/markdown/formula.ts';
import { createMarkdown } from '../../src/markdown/terminal.ts';
import { textWidth } from '../../src/text/width.ts';

await loadFormulas();

const fixture = (name: string): URL => new URL(`../fixtures/markdown/${name}`, import.meta.url);
const source = readFileSync(fixture('mixed.md'), 'utf8');

const CODE = /^ {2,}(?:const|console|没有语言)|^▎ +ls/;

for (const columns of [40, 80, 200]) {
  test(`a long Chinese and English document at ${columns} columns`, () => {
    const page = createMarkdown({ columns, colorLevel: 0, labels: { image: '图片' }, hyperlinks: false });
    const { text, width } = page.render(source);
    const golden = fixture(`mixed-${columns}.txt`);
    if (process.env.UPDATE) writeFileSync(golden, `${text}\n`);
    assert.equal(`${text}\n`, readFileSync(golden, 'utf8'));
    const lines = text.split('\n');
    assert.equal(width, Math.max(...lines.map(textWidth)));
    for (const line of lines) {
      assert.equal(line, line.trimEnd());
      if (!CODE.test(line)) assert.ok(textWidth(line) <= columns, line);
    }
  });
}
