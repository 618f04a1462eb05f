/** An order of names as people have it: `2.png` before `10.png`, upper and lower case alike; ties by code unit. */
export function naturalOrder(): (a: string, b: string) => number {
  collator ??= new Intl.Collator('en', { numeric: true });
  const { compare } = collator;
  return (a, b) => compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

let collator: Intl.Collator | undefined;
