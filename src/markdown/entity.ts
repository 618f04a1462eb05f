import { cleanText } from '../text/clean.ts';

// The names that models write; the other 2,000 of HTML stay as they are.
const NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  `amp & lt < gt > quot " apos ' copy © reg ® trade ™ hellip … mdash — ndash – times × divide ÷ plusmn ± middot · bull • deg °
  rarr → larr ← uarr ↑ darr ↓ harr ↔ rArr ⇒ lArr ⇐ hArr ⇔ lsquo ‘ rsquo ’ ldquo “ rdquo ” laquo « raquo » sect § para ¶ cent ¢ pound £
  yen ¥ euro € sup1 ¹ sup2 ² sup3 ³ frac12 ½ frac14 ¼ frac34 ¾ micro µ permil ‰ prime ′ Prime ″ infin ∞ ne ≠ le ≤ ge ≥ asymp ≈ equiv ≡
  minus − radic √ sum ∑ prod ∏ int ∫ part ∂ isin ∈ notin ∉ cap ∩ cup ∪ sub ⊂ sup ⊃ and ∧ or ∨ forall ∀ exist ∃ nabla ∇ perp ⊥ ang ∠ check ✓
  alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigma σ tau τ
  upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω`
    .split(/\s+/)
    .map((word, index, words) => [word, words[index + 1] ?? ''])
    .filter((_, index) => index % 2 === 0),
);
const SPACES: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwj: '\u200d',
  zwnj: '',
};

const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,8}));/gi;

/** Text with its character references decoded; those of control characters and other hostile ones are dropped, unknown names stay. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) {
      if (Object.hasOwn(NAMES, name)) return NAMES[name] ?? whole;
      return Object.hasOwn(SPACES, name) ? (SPACES[name] ?? whole) : whole;
    }
    const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return '\ufffd';
    // A newline or tab written as a number is meant as a space.
    return cleanText(String.fromCodePoint(codePoint)).replace(/[\n\t]/, ' ');
  });
}
