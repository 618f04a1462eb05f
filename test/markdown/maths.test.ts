import assert from 'node:assert/strict';
import test from 'node:test';
import { loadFormulas } from '../../src/markdown/formula.ts';
import { createMarkdown } from '../../src/markdown/terminal.ts';
import { unicodeMaths } from '../../src/markdown/tex.ts';
import { seeded } from '../text/seeded.ts';

await loadFormulas();

const page = createMarkdown({ columns: 40, colorLevel: 0, labels: { image: 'image' }, hyperlinks: false });

const found: readonly [markdown: string, text: string][] = [
  ['$E = mc^2$ 成立', 'E = mc² 成立'],
  ['设$x_1$为', '设x₁为'],
  ['\\(a \\le b\\) and \\[c\\] here', 'a ≤ b and c here'],
  ['in $$x^2$$ line', 'in x² line'],
  ['$a_1*b_1*c_1$', 'a₁*b₁*c₁'],
  ['前\n$$\nx^2\n$$\n后', '前\n\n  x²\n\n后'],
  ['\\[\nx^2\n\\]', '  x²'],
  ['- a\n\n  $$x^2$$', '• a\n\n    x²'],
  ['| a |\n|---|\n| $x^2$ |', '┌────┐\n│ a  │\n├────┤\n│ x² │\n└────┘'],
];

const prices: readonly string[] = [
  '$5 and $10',
  '$5-$10',
  'costs $5/$10.',
  '从$5涨到10$',
  'between $5 and 10$',
  'US$5，HK$6',
  '$HOME/$USER',
  'echo $A $B',
  'a$b$c',
  '$ x $',
  'only one $',
  '$$',
];

for (const [markdown, text] of found) {
  test(`a formula in ${JSON.stringify(markdown)}`, () => assert.equal(page.render(markdown).text, text));
}

for (const markdown of prices) {
  test(`no formula in ${markdown}`, () => assert.equal(page.render(markdown).text, markdown));
}

test('dollars that are escaped or code are no formula', () => {
  assert.equal(page.render('\\$a\\$').text, '$a$');
  assert.equal(page.render('`$a$`').text, '`$a$`');
  assert.equal(page.render('```\n$$a$$\n```').text, '  $$a$$');
});

const formulas: readonly [tex: string, text: string][] = [
  ['\\int_0^1 x^{n+1}\\,dx', '∫₀¹ xⁿ⁺¹ dx'],
  ['\\alpha_{ij} \\leq \\Sigma', 'αᵢⱼ ≤ Σ'],
  ['e^{-x^2}', 'e^(−x²)'],
  ['x_{\\text{pred}}', 'x_pred'],
  ['2\\sin\\theta\\cos x', '2 sin θ cos x'],
  ['\\lim_{n\\to\\infty} a_n', 'lim_(n→∞) aₙ'],
  ['\\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}', '(−b ± √(b² − 4ac))/(2a)'],
  ['\\frac12 + \\frac{n(n+1)}{2} + \\frac{a}{bc}', '1/2 + n(n+1)/2 + a/(bc)'],
  ['\\sqrt[3]{x} \\sqrt 2 \\sqrt[n]{ab}', '∛x √2 ⁿ√(ab)'],
  ['\\mathbb{R}^n, \\mathbf{x}, \\mathcal{L}', 'ℝⁿ, 𝐱, ℒ'],
  ['\\hat{y} + \\vec{v}', 'y\u0302 + v\u20d7'],
  ['90^\\circ + 90^{\\circ}', '90° + 90°'],
  ['\\begin{aligned} a &= 1 \\\\ b &= 2 \\end{aligned}', 'a = 1\nb = 2'],
  ['\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}', '[ 1 2\n3 4 ]'],
  ['\\left( \\frac{\\text{路程}}{\\text{时间}} \\right.', '( 路程/时间'],
  ['x\\cdot y', 'x ⋅ y'],
  ['x \\equiv 1 \\pmod{7}', 'x ≡ 1 (mod 7)'],
  ['\\not\\in \\not=', '∉ ≠'],
  ['\\text{C}_6\\text{H}_{12}', 'C₆H₁₂'],
  ['\\textcolor{red}{x} \\boxed{42} 10\\%', 'x 42 10%'],
  ['\\unknown{x} \\constructor', '\\unknown{x} \\constructor'],
  ["f'(x)", 'f′(x)'],
  ['', ''],
  ['\\', ''],
  ['{{{{', ''],
  ['^_^', ''],
];

for (const [tex, text] of formulas) {
  test(`the formula ${tex}`, () => assert.equal(unicodeMaths(tex), text));
}

test('whatever stands in a formula, it is drawn', () => {
  const random = seeded(11);
  const pieces = [
    '\\frac',
    '\\sqrt',
    '[',
    ']',
    '{',
    '}',
    '^',
    '_',
    '\\',
    '\\\\',
    '&',
    'x',
    '1',
    ' ',
    '中',
    '😀',
    '\\text',
    '\\begin{cases}',
  ];
  for (let round = 0; round < (process.env.LONG ? 50_000 : 2_000); round++) {
    const tex = Array.from({ length: 12 }, () => pieces[Math.floor(random() * pieces.length)]).join('');
    assert.ok(unicodeMaths(tex).isWellFormed(), tex);
  }
  assert.equal(typeof unicodeMaths('{'.repeat(4_000)), 'string');
  assert.equal(typeof unicodeMaths('\\frac'.repeat(800)), 'string');
});
