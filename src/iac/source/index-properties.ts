import { camelCase, wordsOf } from "../names.js";

/** Indexes by the names of their properties, each with its name in DynamoDB where that is another one. */
export function byProperty<T extends object>(
  indexes: readonly (T & { readonly indexName: string })[] | undefined,
  isTaken: (property: string) => boolean,
  taken: Set<string>,
): Readonly<Record<string, Omit<T, "indexName"> & { readonly indexName?: string }>> | undefined {
  if (indexes === undefined || indexes.length === 0) return undefined;
  return Object.fromEntries(
    indexes.map(({ indexName, ...index }) => {
      const property = freeName(camelCase(wordsOf(indexName)), (name) => isTaken(name) || taken.has(name));
      taken.add(property);
      return [property, { ...(property !== indexName && { indexName }), ...index } as T]; // with the members of `index`
    }),
  );
}

/** The name, or the name with `Index` and a number, so that it is an identifier that nothing else has. */
function freeName(name: string, isTaken: (name: string) => boolean): string {
  const isFree = (candidate: string) => /^[A-Za-z]/.test(candidate) && !isTaken(candidate);
  if (isFree(name)) return name;
  const base = /^[A-Za-z]/.test(name) ? `${name}Index` : `index${name}`;
  let free = base;
  for (let number = 2; !isFree(free); number++) free = `${base}${number}`;
  return free;
}
