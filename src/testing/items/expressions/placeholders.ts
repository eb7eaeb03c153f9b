import { isError } from "../../../errors/is-error.js";
import { CountedError, invalid } from "../../control-plane/aws-error.js";
import type { AttributeValue } from "../values/attribute-value.js";
import { checkAttributeName, normaliseValue, TooDeepError } from "../values/read-value.js";
import type { WireItem } from "../values/wire-value.js";
import { type ExpressionKind, invalidExpression } from "./token-reader.js";

/** The members of a request that define placeholders. Their members have the right JSON types. */
export interface PlaceholderParameters {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | null | undefined;
  readonly ExpressionAttributeValues?: WireItem | null | undefined;
}

/** A name with its prefix. */
const MAX_PLACEHOLDER_BYTES = 255;

/** The placeholders of one request, and which of them its expressions use. */
export class Placeholders {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, AttributeValue>;
  readonly #used = new Set<string>();

  /** Throws if a placeholder is invalid. */
  constructor({ ExpressionAttributeNames, ExpressionAttributeValues }: PlaceholderParameters) {
    const names = entriesOf("ExpressionAttributeNames", "#", ExpressionAttributeNames);
    this.#names = new Map(names.map(([key, name]) => [key, readName(key, name)]));
    const values = entriesOf("ExpressionAttributeValues", ":", ExpressionAttributeValues);
    this.#values = new Map(values.map(([key, value]) => [key, readPlaceholderValue(key, value)]));
  }

  /** The attribute name of `#…`. */
  name(kind: ExpressionKind, key: string): string {
    const name = this.#names.get(key);
    this.#used.add(key);
    if (name !== undefined) return name;
    const message = `An expression attribute name used in the document path is not defined; attribute name: ${key}`;
    throw invalidExpression(kind, message);
  }

  /** The value of `:…`. */
  value(kind: ExpressionKind, key: string): AttributeValue {
    const value = this.#values.get(key);
    this.#used.add(key);
    if (value !== undefined) return value;
    const message = `An expression attribute value used in expression is not defined; attribute value: ${key}`;
    throw invalidExpression(kind, message);
  }

  /** Throws if a placeholder is in no expression. */
  checkUsed(): void {
    this.#checkUsed("ExpressionAttributeNames", this.#names.keys());
    this.#checkUsed("ExpressionAttributeValues", this.#values.keys());
  }

  #checkUsed(parameter: string, keys: Iterable<string>): void {
    const unused = [...keys].filter((key) => !this.#used.has(key));
    if (unused.length > 0)
      throw invalid(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(", ")}}`);
  }
}

function entriesOf<T>(
  parameter: string,
  prefix: "#" | ":",
  map: Readonly<Record<string, T>> | null | undefined,
): [string, T][] {
  if (map == null) return [];
  const entries = Object.entries(map);
  if (entries.length === 0) throw invalid(`${parameter} must not be empty`);
  for (const [key] of entries) {
    const size = Buffer.byteLength(key);
    if (size > MAX_PLACEHOLDER_BYTES) {
      // DynamoDB reports the size of names only.
      const suffix = prefix === "#" ? ` size of key: ${size}` : "";
      throw invalidKey(parameter, `The expression attribute map contains a key that is too long;${suffix}`);
    }
    if (key[0] !== prefix || !/^.\w+$/.test(key)) throw invalidKey(parameter, `Syntax error; key: "${key}"`);
  }
  return entries;
}

function invalidKey(parameter: string, message: string) {
  return invalid(`${parameter} contains invalid key: ${message}`);
}

function readName(key: string, name: string): string {
  if (!name) throw invalid(`ExpressionAttributeNames contains invalid value: Empty attribute name for key ${key}`);
  checkAttributeName(name);
  return name;
}

function readPlaceholderValue(key: string, value: WireItem[string] | undefined): AttributeValue {
  try {
    return normaliseValue(value ?? null);
  } catch (error) {
    if (!isError(error) || error instanceof TooDeepError) throw error;
    const message = `ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`;
    throw error instanceof CountedError ? new CountedError(message) : invalid(message);
  }
}
