import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES } from "../dynamodb/limits.js";
import type { AttributeSpec } from "./attribute.js";
import { type Codec, InvalidValue } from "./codec.js";
import { decimalText, parseDecimal } from "./decimal.js";

const MAX_BYTES = { partitionKey: MAX_PARTITION_KEY_BYTES, sortKey: MAX_SORT_KEY_BYTES } as const;

/** The keys of an index. */
interface IndexKeys {
  readonly indexName: string;
  readonly partitionKey: readonly string[];
  readonly sortKey: readonly string[];
}

/** A key that contains an attribute. */
interface KeyUse {
  /** Its name in messages. */
  readonly key: string;
  readonly maxBytes: number;
  readonly fix: string;
}

/** The attributes with the codecs for writes, which also refuse key attributes that are empty or too long. */
export function specsForWrite(
  attributes: Readonly<Record<string, AttributeSpec>>,
  indexes: readonly IndexKeys[],
): Record<string, AttributeSpec> {
  const uses = keyUses(attributes, indexes);
  return Object.fromEntries(
    Object.entries(attributes).map(([name, spec]) => {
      const use = uses.get(name);
      return [name, use === undefined ? spec : { ...spec, codec: keyCodec(spec.codec, use) }];
    }),
  );
}

function keyUses(
  attributes: Readonly<Record<string, AttributeSpec>>,
  indexes: readonly IndexKeys[],
): Map<string, KeyUse> {
  const uses = new Map<string, KeyUse>();
  /** Keeps the key with the lowest limit. */
  const add = (name: string, use: KeyUse) => {
    const other = uses.get(name);
    if (other === undefined || use.maxBytes < other.maxBytes) uses.set(name, use);
  };
  for (const [name, { role }] of Object.entries(attributes))
    if (role !== "none") add(name, { key: "the table's key", maxBytes: MAX_BYTES[role], fix: "" });
  for (const { indexName, partitionKey, sortKey } of indexes) {
    const key = `the key of index "${indexName}"`;
    const fix = "; leave it undefined to exclude the item from the index";
    for (const name of partitionKey) add(name, { key, maxBytes: MAX_BYTES.partitionKey, fix });
    for (const name of sortKey) add(name, { key, maxBytes: MAX_BYTES.sortKey, fix });
  }
  return uses;
}

function keyCodec(codec: Codec<unknown>, use: KeyUse): Codec<unknown> {
  const encode = (value: unknown): AttributeValue => {
    const stored = codec.encode(value);
    const problem = keyProblem(stored, use);
    if (problem !== undefined) throw new InvalidValue(problem);
    return stored;
  };
  return { ...codec, encode };
}

function keyProblem({ S, B }: AttributeValue, { key, maxBytes, fix }: KeyUse): string | undefined {
  if (S === "") return `is in ${key}, which cannot be empty text${fix}`;
  if (B?.length === 0) return `is in ${key}, which cannot be empty bytes${fix}`;
  // A UTF-16 code unit has at most three bytes in UTF-8.
  const bytes = S === undefined ? (B?.length ?? 0) : S.length * 3 <= maxBytes ? 0 : Buffer.byteLength(S);
  return bytes <= maxBytes ? undefined : `has ${bytes} bytes, and the maximum of ${key} is ${maxBytes}`;
}

/**
 * A text that identifies a stored key in its table: equal for keys that are equal for DynamoDB, which compares numbers
 * by value.
 */
export function keyIdentity(names: readonly string[], stored: Readonly<Record<string, AttributeValue>>): string {
  let identity = "";
  for (const name of names) {
    const { S, N, B } = stored[name] ?? {};
    const text = S ?? (N === undefined ? Buffer.from(B ?? []).toString("base64") : numberIdentity(N));
    identity += `${text.length} ${text}`; // the length tells where the next one begins
  }
  return identity;
}

/** The same text for all texts of a number. */
export function numberIdentity(text: string): string {
  const read = parseDecimal(text);
  return read === undefined ? text : decimalText(read);
}
