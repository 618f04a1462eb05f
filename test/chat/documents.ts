/** Replies with every construct that matters for where a block ends. */

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

const PROSE = `# 图里有什么

这是一张**会议幻灯片**的照片：左边是 *DistilBERT* 的结构，右边是一张表。
第二行接着第一行。

The second paragraph is in English and holds \`code\`, a [link](https://example.com/a_b)
and an image ![a cat](https://example.com/cat.png).

小标题
------

Setext headings are decided by their second line
===

Last words.
`;

const NESTED = `Before the list:

1. 第一步
   - 子项 **甲**
   - 子项乙
     1. deeper
     2. deeper still
2. 第二步

   它有第二段。

   > and a quote
3. third

* stars
+ pluses

- [x] done
- [ ] not done

After the lists.
`;

const CODE = `看代码：

\`\`\`python title="a.py"
${numbers(120)
  .map(n => (n % 10 === 0 ? '' : `${' '.repeat((n % 4) * 2)}line_${n} = "第 ${n} 行"`))
  .join('\n')}
\`\`\`

That was it.

~~~ sh \`quoted\` info
echo \`\`\`not an end\`\`\`
\`\`\`
~~~

\`\`\`\`markdown
\`\`\`js
inner()
\`\`\`
\`\`\`\`
Text right after the fence.

    indented code

    goes on
`;

const ITEMS = (mark: (n: number) => string): string =>
  `Items:\n\n${numbers(60)
    .map(n => `${mark(n)} item ${n} 项`)
    .join('\n')}\n\nAfter.\n`;

const NESTED_ITEMS = `${numbers(40)
  .map(n => `${n}. step ${n}\n${' '.repeat(`${n}. `.length)}- detail of ${n}`)
  .join('\n')}\n`;

const LOOSE = `${numbers(30)
  .map(n => `${n}. step ${n}\n\n${' '.repeat(`${n}. `.length)}More on ${n}.`)
  .join('\n\n')}\n\nThe end.\n`;

const ALL_ONES = `${numbers(40)
  .map(n => `1. step ${n}\n   - detail of ${n}\n\n   \`\`\`\n   code of ${n}\n   \`\`\``)
  .join('\n')}\n`;

const TABLES = `| 年份 | 增长率 |
|---|--:|
${numbers(20)
  .map(n => `| ${2000 + n} | ${n}.5% |`)
  .join('\n')}

> 引用的第一行
> second line
lazily continued
>
> - a list in a quote
> - of two

---

A | table without | outer bars
--- | --- | ---
1 | 2 | 3

***
`;

const HTML = `<details>
<summary>More</summary>

Inside *of it*.

</details>

<!-- a comment

over a blank line -->

Text with <br> in it.

[unused]: https://example.com "title"

After the definition.
`;

const FORMULAS = `The loss is

$$
L = a

+ b
= c
- d
$$

and \\(x\\) inside.

\\[
\\begin{aligned}
y &= 1 \\\\
+ z
\\end{aligned}
\\]

That costs $5. Done.
`;

/** Documents that look the same drawn whole and drawn block by block, long code and lists among them. */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  prose: PROSE,
  'nested lists': NESTED,
  'long and odd fences': CODE,
  'an ordered list of 60': ITEMS(n => `${n}.`),
  'an ordered list of 60 that starts at 7': ITEMS(n => `${n + 6})`),
  'an ordered list of 60 ones': ITEMS(() => '1.'),
  'a bulleted list of 60': ITEMS(() => '-'),
  'a list of 60 tasks': ITEMS(n => `- [${n % 2 === 0 ? 'x' : ' '}]`),
  'a long list with nested items': NESTED_ITEMS,
  'a long loose list': LOOSE,
  'ones with nested items and code': ALL_ONES,
  'tables and quotes': TABLES,
  'html and definitions': HTML,
  formulas: FORMULAS,
  'leading blank lines': `\n\n\n\`\`\`\n${numbers(30).join('\n')}\n\`\`\`\n\n\nend\n`,
  'an unclosed fence': `Look:\n\n\`\`\`js\n${numbers(40).join('\n')}\nno end`,
  'an unclosed short fence': 'Look:\n\n~~~\nno end',
  'a fence in a list': `- first\n\n  \`\`\`js\n  let a;\n\n  let b;\n  \`\`\`\n- second\n`,
  'no line break at the end': '一句话',
  'blank lines only': '\n \n\n',
  'blank lines at the end': 'Text.\n\n\n',
};

/** Documents whose meaning changes further down: drawn block by block they are complete, but not the same. */
export const CHANGING_DOCUMENTS: Readonly<Record<string, string>> = {
  'a reference defined later': 'See [this][1].\n\nMore.\n\n[1]: https://example.com\n',
  'a list that becomes loose late': `${numbers(30)
    .map(n => `- item ${n}`)
    .join('\n')}\n\n- item 31\n`,
};
