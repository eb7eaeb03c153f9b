import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES } from "../../dynamodb/limits.js";
import type { AttributeSpec } from "../attribute.js";
import { InvalidValue } from "../codec.js";
import type { TableKeys } from "../table-keys.js";
import { KeyTemplate } from "./key-template.js";
import { parseTemplate } from "./parse-template.js";

type Stored = Record<string, AttributeValue>;

/** The templates of a model, by the key attribute that each makes. */
export class KeyTemplates {
  readonly #templates = new Map<string, KeyTemplate>();
  /** The maximum length of each key attribute that a template makes. */
  readonly #maxBytes = new Map<string, number>();

  /** @param texts - The templates, which were checked with the definition. */
  constructor(
    texts: Readonly<Record<string, string>>,
    keys: TableKeys,
    specs: Readonly<Record<string, AttributeSpec>>,
  ) {
    const sorted = sortKeysOf(keys);
    const partition = partitionKeysOf(keys);
    for (const [name, text] of Object.entries(texts)) {
      const parts = parseTemplate(text, name, () => {});
      this.#templates.set(name, new KeyTemplate(text, parts, keys.keyType(name), specs, sorted.has(name)));
      const isShort = sorted.has(name) || !partition.has(name);
      this.#maxBytes.set(name, isShort ? MAX_SORT_KEY_BYTES : MAX_PARTITION_KEY_BYTES);
    }
  }

  get isEmpty(): boolean {
    return this.#templates.size === 0;
  }

  get(keyName: string): KeyTemplate | undefined {
    return this.#templates.get(keyName);
  }

  /** The attributes that a key attribute is made of: those of its template, or itself. */
  namesIn(keyName: string): readonly string[] {
    return this.#templates.get(keyName)?.names ?? [keyName];
  }

  /** The names of the key attributes whose templates have one of the attributes. */
  affectedBy(names: ReadonlySet<string>): string[] {
    return [...this.#templates]
      .filter(([, template]) => template.names.some((name) => names.has(name)))
      .map(([name]) => name);
  }

  /** Adds the key attributes to a stored item; those of indexes only if all their attributes have values. */
  addTo(stored: Stored): void {
    for (const name of this.#templates.keys()) {
      const key = this.keyFor(name, stored);
      if (key !== undefined) stored[name] = key;
    }
  }

  /** The given key attributes of an item, which has the values of all. */
  keysFor(names: readonly string[], stored: Stored): Stored {
    const keys: Stored = {};
    for (const name of names) keys[name] = (this.keyFor(name, stored) ?? stored[name]) as AttributeValue; // there is one
    return keys;
  }

  /** The value of a key attribute. Throws an {@link InvalidValue} if DynamoDB cannot store it. */
  keyFor(keyName: string, stored: Stored): AttributeValue | undefined {
    const template = this.#templates.get(keyName);
    const key = template?.keyOf(stored);
    const problem = key && problemOf(keyName, key, this.#maxBytes.get(keyName) ?? 0);
    if (problem !== undefined) throw new InvalidValue(problem).within(template?.names.at(-1) ?? keyName);
    return key;
  }

  /** Adds the values that the keys of a part of an item contain. */
  readInto(stored: Stored): Stored {
    let all = stored;
    for (const [name, template] of this.#templates) {
      const values = template.read(stored[name]);
      if (values !== undefined) all = { ...values, ...all };
    }
    return all;
  }

  /** Whether a stored item has keys that this model's templates make. */
  match(stored: Readonly<Stored>, keyNames: readonly string[]): boolean {
    return keyNames.every((name) => {
      const template = this.#templates.get(name);
      return template === undefined || template.read(stored[name]) !== undefined;
    });
  }
}

function problemOf(name: string, { S }: AttributeValue, maxBytes: number): string | undefined {
  if (S === undefined) return undefined; // a number or bytes: the attribute's own rules apply
  if (S === "") return `makes the key "${name}" an empty text, which DynamoDB cannot store`;
  // A UTF-16 code unit has at most three bytes in UTF-8.
  const bytes = S.length * 3 <= maxBytes ? 0 : Buffer.byteLength(S);
  return bytes <= maxBytes ? undefined : `makes the key "${name}" ${bytes} bytes long, and the maximum is ${maxBytes}`;
}

/** The attributes of the table's sort key, and of those of its indexes. */
export function sortKeysOf({ sortKey, indexes }: TableKeys): Set<string> {
  return new Set([...(sortKey === undefined ? [] : [sortKey]), ...indexes.flatMap((index) => index.sortKey)]);
}

function partitionKeysOf({ partitionKey, indexes }: TableKeys): Set<string> {
  return new Set([partitionKey, ...indexes.flatMap((index) => index.partitionKey)]);
}
