/** Names in other tools and in requests of DynamoDB, and the names of the same things here. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  hashkey: ["partitionKey"],
  keyschema: ["partitionKey"],
  attributedefinitions: ["partitionKey"],
  rangekey: ["sortKey"],
  provisionedthroughput: ["readCapacity"],
  rcu: ["readCapacity"],
  wcu: ["writeCapacity"],
  gsi: ["globalSecondaryIndexes"],
  gsis: ["globalSecondaryIndexes"],
  lsi: ["localSecondaryIndexes"],
  lsis: ["localSecondaryIndexes"],
  searchschema: ["filters", "partitionKey"],
  vectorattribute: ["vector"],
  distancefunction: ["distance"],
  metric: ["distance"],
  ssespecification: ["encryption"],
  kmsmasterkeyid: ["kmsKeyId"],
  ttl: ["timeToLive"],
  pitr: ["pointInTimeRecovery"],
  nonkeyattributes: ["projection"],
  timeout: ["timeoutSeconds"],
  timeoutms: ["timeoutSeconds"],
  ondemand: ["PAY_PER_REQUEST", "onDemandThroughput"],
  standardia: ["STANDARD_INFREQUENT_ACCESS"],
  kms: ["AWS_MANAGED"],
  aes256: ["AWS_OWNED"],
  string: ["S"],
  number: ["N"],
  binary: ["B"],
};

/** What to write instead of an unknown name: the most similar of the known ones, or the list of all. */
export function suggest(name: string, known: readonly string[], what = "attributes"): string {
  const near = nearest(name, known);
  return near ? `did you mean ${near}?` : `the ${what} are ${known.join(", ")}.`;
}

/** What to write instead of a value that is none of the accepted texts; `undefined` if none of them is similar. */
export function suggestValue(value: unknown, accepted: readonly string[]): string | undefined {
  const near = typeof value === "string" ? nearest(value, accepted) : undefined;
  return near && `write ${JSON.stringify(near)}.`;
}

/** The known name that is most similar to a misspelt one; `undefined` if none is similar. */
export function nearest<T extends string>(misspelt: string, known: readonly T[]): T | undefined {
  const wanted = simplify(misspelt);
  const other = known.find((name) => Object.hasOwn(OTHER_NAMES, wanted) && OTHER_NAMES[wanted]?.includes(name));
  if (other !== undefined) return other;
  let best: T | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const name of known) {
    const candidate = simplify(name);
    const edits = editDistance(wanted, candidate);
    // One letter is a typing error: `tableOption` means `tableOptions`, although `table` is a part of it.
    const distance = edits > 1 && isAbbreviation(wanted, candidate) ? 1.5 : edits;
    // A name without a common letter is not similar, however short it is.
    if (distance < Math.min(bestDistance, Math.max(wanted.length, candidate.length)))
      [best, bestDistance] = [name, distance];
  }
  return best;
}

/** The known name that differs from a misspelt one by typing errors only: one in a short name, at most two in a long one. */
export function correctTypo<T extends string>(misspelt: string, known: readonly T[]): T | undefined {
  const wanted = simplify(misspelt);
  const maxEdits = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2;
  const near = nearest(misspelt, known);
  return near !== undefined && editDistance(wanted, simplify(near)) <= maxEdits ? near : undefined;
}

/** Whether one name starts with the other: `streamSpecification` with `stream`. */
function isAbbreviation(a: string, b: string): boolean {
  return Math.min(a.length, b.length) > 2 && (a.startsWith(b) || b.startsWith(a)) && a !== b;
}

/** A name without what differs between spellings of other tools: case, underscores, hyphens and spaces. */
export function simplify(name: string): string {
  return name.toLowerCase().replace(/[_\-\s]/g, "");
}

/** The number of letters that have to be inserted, deleted, replaced or swapped with the next one. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped =
        a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? at(row - 2, column - 2) + 1 : replaced;
      current.push(Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, replaced, swapped));
    }
  }
  return at(a.length, b.length);
}
