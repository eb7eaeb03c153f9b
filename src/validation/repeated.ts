/**
 * Reports the second and later places of every value that occurs more than once in a list.
 *
 * @param values - The values; one that is `undefined` is no repetition of another.
 * @param pathOf - Where the caller wrote the value of an index.
 */
export function reportRepeated(
  values: readonly (string | undefined)[],
  pathOf: (index: number) => string,
  report: (path: string, value: string, firstPath: string) => void,
): void {
  const first = new Map<string, number>();
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue;
    const earlier = first.get(value);
    if (earlier === undefined) first.set(value, index);
    else report(pathOf(index), value, pathOf(earlier));
  }
}
