import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ItemValidationError, TableDefinitionError } from "../errors.js";
import type { AttributeSpec, Attributes, KeyStorage } from "./attribute.js";
import { checkDefinition, type Reserved } from "./check.js";
import { InvalidValue, pathText, wrongType } from "./codec.js";
import { asKey, carryExact, keepExact, restoreExact } from "./exact-keys.js";
import { type LooseDefinition, type LooseIndex, namesOf } from "./loose.js";
import { defaultOf, Members } from "./members.js";

/** A stored item, or a part of one. */
export type StoredItem = Record<string, AttributeValue>;
type Values = Readonly<Record<string, unknown>>;

const READ = "the table holds something else than the model says";

/** An index of a model, with its keys as lists. */
export interface IndexSchema {
  readonly kind: "global" | "local";
  /** The property that stands for it on the model. */
  readonly property: string;
  readonly indexName: string;
  readonly partitionKey: readonly string[];
  readonly sortKey: readonly string[];
  readonly projection: "ALL" | "KEYS_ONLY" | readonly string[];
}

/** What {@link Schema.nextVersion} finds. */
interface NextVersion {
  readonly version: number | undefined;
  readonly next: object;
  readonly counted: Readonly<Record<string, number>>;
}

/** A model's definition, checked and compiled: what the table looks like, and how items get in and out of it. */
export class Schema {
  readonly table: string;
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
  readonly partitionKey: string;
  readonly sortKey: string | undefined;
  /** The attribute that counts saves, where there is one. */
  readonly version: string | undefined;
  readonly indexes: readonly IndexSchema[];
  readonly #members: Members;
  readonly #key: Members;
  readonly #numberKeys: readonly string[];

  /** @throws {@link TableDefinitionError} with everything that is wrong in the definition. */
  constructor(definition: LooseDefinition, reserved: Reserved) {
    const issues = checkDefinition(definition, reserved);
    if (issues.length > 0) throw new TableDefinitionError(`Model of table "${definition.table}"`, issues);
    this.table = definition.table;
    this.attributes = specsOf(definition.attributes);
    const named = (test: (spec: AttributeSpec) => boolean) =>
      Object.keys(this.attributes).find((name) => test(this.#spec(name)));
    this.partitionKey = named(({ role }) => role === "partitionKey") ?? "";
    this.sortKey = named(({ role }) => role === "sortKey");
    this.version = named(({ isVersion }) => isVersion);
    this.indexes = indexesOf(definition, this.partitionKey);
    this.#members = new Members(this.attributes);
    this.#key = new Members(Object.fromEntries(this.keyNames.map((name) => [name, this.#spec(name)])));
    this.#numberKeys = this.keyNames.filter((name) => this.#spec(name).kind === "number");
  }

  /** The names of the table's key attributes. */
  get keyNames(): string[] {
    return this.sortKey === undefined ? [this.partitionKey] : [this.partitionKey, this.sortKey];
  }

  /** The names of the key attributes of an index, or of the table. */
  keyNamesOf(index: IndexSchema | undefined): string[] {
    return index === undefined ? this.keyNames : [...index.partitionKey, ...index.sortKey];
  }

  /** The key of an item for messages, as far as there is one. */
  keyOf(item: object | undefined): Record<string, unknown> {
    return Object.fromEntries(this.keyNames.map((name) => [name, (item as Values | undefined)?.[name]]));
  }

  /** The storage type of a key attribute. */
  keyType(name: string): KeyStorage {
    return this.#spec(name).codec.storage as KeyStorage; // checked by the constructor for every key
  }

  /** Gives a new item its values: those given, and the defaults of those that are not. */
  construct(input: object, item: object = {}): Record<string, unknown> {
    const given = input as Values;
    try {
      refuseNoObject(input, "an object with the item's attributes");
      const unknown = this.#members.unknownIn(given, "is no attribute of this model");
      if (unknown !== undefined) throw unknown;
    } catch (error) {
      throw this.#invalid(error, given);
    }
    const values = item as Record<string, unknown>; // what is set below is all that is asked of it
    for (const name in this.attributes) {
      const value = given[name] === undefined ? defaultOf(this.#spec(name)) : given[name];
      if (value !== undefined) values[name] = value;
    }
    if (this.#numberKeys.length > 0) carryExact(input, values);
    return values;
  }

  /** What is stored of an item. */
  encode(item: object): StoredItem {
    try {
      return restoreExact(this.#members.encode(item as Values), item);
    } catch (error) {
      throw this.#invalid(error, item);
    }
  }

  /** What was stored as an item, or as a part of one. */
  decode(stored: StoredItem, isPart = false): Record<string, unknown> {
    try {
      const values = this.#members.decode(stored, isPart);
      if (this.#numberKeys.length > 0) keepExact(values, stored, this.#numberKeys);
      return values;
    } catch (error) {
      throw error instanceof InvalidValue ? this.#invalid(error, this.#readableKey(stored), READ) : error;
    }
  }

  /** The stored key of an item. */
  encodeKey(key: object): StoredItem {
    try {
      refuseNoObject(key, `an object with ${this.keyNames.join(" and ")}`);
      return restoreExact(this.#key.encode(key as Values), key);
    } catch (error) {
      throw this.#invalid(error, key);
    }
  }

  /** The stored value of one attribute. */
  encodeValue(name: string, value: unknown): AttributeValue {
    try {
      return this.#spec(name).codec.encode(value);
    } catch (error) {
      throw this.#invalid(error instanceof InvalidValue ? error.under(name) : error, {});
    }
  }

  /** How often an item was saved, where the model counts that. */
  versionOf(item: object): number | undefined {
    return this.version === undefined ? undefined : ((item as Values)[this.version] as number);
  }

  /** The version that an item must have to be saved, the item as it is stored then, and what that changes of it. */
  nextVersion(item: object): NextVersion {
    const version = this.versionOf(item);
    if (version === undefined) return { version, next: item, counted: {} };
    const counted = { [this.version ?? ""]: version + 1 };
    return { version, next: { ...item, ...counted }, counted };
  }

  /** Gives an item the attributes that it has now, and takes those away that it has no more. */
  replace<T extends object>(item: T, values: Values): T {
    for (const name in this.attributes) {
      if (Object.hasOwn(values, name)) (item as Record<string, unknown>)[name] = values[name];
      else delete (item as Record<string, unknown>)[name];
    }
    carryExact(values, item);
    return item;
  }

  #spec(name: string): AttributeSpec {
    return this.attributes[name] as AttributeSpec; // names come from the attributes themselves, or were checked
  }

  /** The key of a stored item as programs write it; what does not fit stays as it is stored. */
  #readableKey(stored: StoredItem): object {
    const read = (name: string) => {
      const value = stored[name];
      try {
        return value && this.#spec(name).codec.decode(value);
      } catch {
        return value;
      }
    };
    return Object.fromEntries(this.keyNames.map((name) => [name, read(name)]));
  }

  #invalid(error: unknown, item: object, outcome?: string): unknown {
    if (!(error instanceof InvalidValue)) return error;
    const issues = error.misfits.map(({ steps, problem }) => ({ path: pathText(steps), message: `${problem}.` }));
    return new ItemValidationError({ tableName: this.table, key: this.keyOf(item) }, issues, outcome);
  }
}

function specsOf(attributes: Attributes): Record<string, AttributeSpec> {
  return Object.fromEntries(Object.entries(attributes).map(([name, { spec }]) => [name, asKey(spec)]));
}

function indexesOf(definition: LooseDefinition, partitionKey: string): IndexSchema[] {
  const compile = (kind: IndexSchema["kind"], indexes: Readonly<Record<string, LooseIndex>> = {}) =>
    Object.entries(indexes).map(([property, index]) => ({
      kind,
      property,
      indexName: index.indexName ?? property,
      partitionKey: kind === "local" ? [partitionKey] : namesOf(index.partitionKey),
      sortKey: namesOf(index.sortKey),
      projection: index.projection ?? ("ALL" as const),
    }));
  return [
    ...compile("global", definition.globalSecondaryIndexes),
    ...compile("local", definition.localSecondaryIndexes),
  ];
}

function refuseNoObject(value: unknown, expected: string): void {
  if (typeof value !== "object" || value === null) throw wrongType(expected, value);
}
