/** What other tools, and the requests of DynamoDB, call something that has quite another name here. */
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

/** The known name that a misspelt one most likely means, or `undefined` when none is near. */
export function nearest<T extends string>(misspelt: string, known: readonly T[]): T | undefined {
  const wanted = simplify(misspelt);
  const other = known.find((name) => Object.hasOwn(OTHER_NAMES, wanted) && OTHER_NAMES[wanted]?.includes(name));
  if (other !== undefined) return other;
  let best: T | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const name of known) {
    const candidate = simplify(name);
    const edits = editDistance(wanted, candidate);
    // One letter is a slip: `tableOption` means `tableOptions`, though it starts with `table`.
    const distance = edits > 1 && isAbbreviation(wanted, candidate) ? 1.5 : edits;
    // A name of which no letter fits is not near, however short.
    if (distance < Math.min(bestDistance, Math.max(wanted.length, candidate.length)))
      [best, bestDistance] = [name, distance];
  }
  return best;
}

/** The known name that another one is but a slip of the keys away from. Short names have too many neighbours for two. */
export function slipOf<T extends string>(misspelt: string, known: readonly T[]): T | undefined {
  const wanted = simplify(misspelt);
  const most = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2;
  const near = nearest(misspelt, known);
  return near !== undefined && editDistance(wanted, simplify(near)) <= most ? near : undefined;
}

/** Whether one is the start of the other: `stream` of `streamSpecification`. */
function isAbbreviation(a: string, b: string): boolean {
  return Math.min(a.length, b.length) > 2 && (a.startsWith(b) || b.startsWith(a)) && a !== b;
}

/** Case, underscores and hyphens are how other tools spell the same names. */
export function simplify(name: string): string {
  return name.toLowerCase().replace(/[_\-\s]/g, "");
}

/** How many letters have to be inserted, deleted, replaced or swapped with a neighbour. */
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
