/** Formulas of a reply in Unicode. The tables of signs are large and few replies hold maths, so they are loaded when one does. */
let loaded: typeof import('./tex.ts').unicodeMaths | undefined;

/** Loads the tables; until then formulas stay as they are written. Never rejects. */
export async function loadFormulas(): Promise<void> {
  try {
    loaded ??= (await import('./tex.ts')).unicodeMaths;
  } catch {
    // TeX as it is written can be read too.
  }
}

/** The formula in Unicode, or as it is written before `loadFormulas` is done. */
export function drawnFormula(tex: string): string {
  return loaded ? loaded(tex) : tex;
}
