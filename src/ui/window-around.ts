/** The first of `size` rows out of `count` such that `selected` is among them, near the middle where it can be. */
export function windowAround(selected: number, count: number, size: number): number {
  const middle = selected - Math.floor(size / 2);
  return Math.max(0, Math.min(count - size, middle));
}
