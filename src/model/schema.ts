import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ItemValidationError, TableDefinitionError } from "../errors.js";
import type { AttributeSpec, Attributes, KeyStorage } from "./attribute.js";
import { checkDefinition, type Reserved } from "./check.js";
import { InvalidValue, pathText, wrongType } from "./codec.js";
import { asKey, carryExact, keepExact, restoreExact } from "./exact-keys.js";
import { misfitOf, noteMisfit, noteVersionZero } from "./item-notes.js";
import { writtenSpecs } from "./keys.js";
import { type LooseDefinition, type LooseIndex, namesOf } from "./loose.js";
import { defaultOf, Members } from "./members.js";
import { isOwnField } from "./own-fields.js";
import { holdsMoreThanKey } from "./parts.js";

/** A stored item, or a part of one. */
export type StoredItem = Record<string, AttributeValue>;
type Values = Readonly<Record<string, unknown>>;

const UNKNOWN = "is no attribute of this model";
const READ = "the table holds something else than the model says";
const WRITTEN = `the item was written, and ${READ}`;

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

/** An item as far as it fits its model. */
export interface LooseItem {
  readonly values: Record<string, unknown>;
  /** What does not fit, if anything. */
  readonly misfit: ItemValidationError | undefined;
}

/** A model's definition, checked and compiled: what the table looks like, and how items get in and out of it. */
export class Schema {
  readonly table: string;
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
  /** The attributes as they are written, where those that are in keys are held to the rules of keys. */
  readonly written: Readonly<Record<string, AttributeSpec>>;
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
    if (issues.length > 0) throw new TableDefinitionError(`Model of table "${Object(definition).table}"`, issues);
    this.table = definition.table;
    this.attributes = specsOf(definition.attributes);
    const named = (test: (spec: AttributeSpec) => boolean) =>
      Object.keys(this.attributes).find((name) => test(this.#spec(name)));
    this.partitionKey = named(({ role }) => role === "partitionKey") ?? "";
    this.sortKey = named(({ role }) => role === "sortKey");
    this.version = named(({ isVersion }) => isVersion);
    this.indexes = indexesOf(definition, this.partitionKey);
    this.written = writtenSpecs(this.attributes, this.indexes);
    this.#members = new Members(this.written);
    this.#key = new Members(Object.fromEntries(Object.entries(this.written).filter(([, { role }]) => role !== "none")));
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

  /** The names of the attributes that an index holds; `undefined` where that is all. */
  heldBy(index: IndexSchema | undefined): ReadonlySet<string> | undefined {
    const projection = index?.projection ?? "ALL";
    if (projection === "ALL") return undefined;
    return new Set([...this.keyNames, ...this.keyNamesOf(index), ...(projection === "KEYS_ONLY" ? [] : projection)]);
  }

  /** The key of an item for messages, as far as there is one. */
  keyOf(item: object | undefined): Record<string, unknown> {
    return Object.fromEntries(this.keyNames.map((name) => [name, (item as Values | undefined)?.[name]]));
  }

  /** The storage type of a key attribute. */
  keyType(name: string): KeyStorage {
    return this.#spec(name).codec.storage as KeyStorage; // checked by the constructor for every key
  }

  /**
   * Gives a new item its values: those given, and the defaults of those that are not. Values are checked when they are
   * written, as they may change until then; where there are names to refuse, what is wrong with the values is said too.
   */
  construct(input: object, item: object = {}): Record<string, unknown> {
    const given = input as Values;
    try {
      refuseNoObject(input, "an object with the item's attributes");
      const unknown = this.#members.unknownIn(given, UNKNOWN);
      if (unknown !== undefined) this.#members.encode(given, unknown);
    } catch (error) {
      throw this.#invalid(error, given);
    }
    const values = item as Record<string, unknown>; // what is set below is all that is asked of it
    for (const name in this.attributes) {
      const value = given[name] === undefined ? defaultOf(this.#spec(name)) : given[name];
      if (value !== undefined) values[name] = value;
    }
    if (this.version !== undefined && given[this.version] === 0) noteVersionZero(values);
    if (this.#numberKeys.length > 0) carryExact(input, values);
    return values;
  }

  /** Throws everything in which values are no item of the model. */
  check(input: unknown): void {
    try {
      refuseNoObject(input, "an object with the item's attributes");
      this.#members.encode(input as Values, this.#members.unknownIn(input as Values, UNKNOWN));
    } catch (error) {
      throw this.#invalid(error, Object(input));
    }
  }

  /** What is stored of an item. One that holds only a part of what is in the table is refused: the rest would be lost. */
  encode(item: object): StoredItem {
    const misfit = misfitOf(item);
    if (misfit !== undefined) throw misfit;
    const values = item as Values;
    try {
      const known = () => Object.fromEntries(Object.keys(this.attributes).map((name) => [name, values[name]]));
      const unknown = this.#members.unknownIn(values, UNKNOWN, (name) => isOwnField(item, name, known));
      return restoreExact(this.#members.encode(values, unknown), item);
    } catch (error) {
      throw this.#invalid(error, item);
    }
  }

  /** What is stored of what must be an item of the model: of its class, or of one that extends it. */
  encodeItem(item: object): StoredItem {
    if (schemaOf(item) !== this) {
      const issue = { path: "", message: "expected an item of the model.", fix: "make one of it: new Model({ … })." };
      throw new ItemValidationError({ tableName: this.table, key: this.keyOf(Object(item)) }, [issue]);
    }
    return this.encode(item);
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

  /**
   * What an answer to a write holds of the item, which it is too late to refuse: what does not fit the model is left out,
   * and named beside it.
   */
  decodeWritten(stored: StoredItem): LooseItem {
    try {
      const values = this.#members.decode(stored);
      if (this.#numberKeys.length > 0) keepExact(values, stored, this.#numberKeys);
      return { values, misfit: undefined };
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      const misfit = this.#invalid(error, this.#readableKey(stored), WRITTEN) as ItemValidationError; // an InvalidValue gives one
      return { values: this.#fittingPart(stored), misfit };
    }
  }

  /** The stored key of an item. */
  encodeKey(key: object): StoredItem {
    try {
      refuseNoObject(key, `an object with ${this.keyNames.join(" and ")}`);
      const values = key as Values;
      const more = holdsMoreThanKey(key) ? undefined : this.#key.unknownIn(values, "is not in the key of the table");
      return restoreExact(this.#key.encode(values, more), key);
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

  /**
   * Gives an item the attributes that it has now, and takes those away that it has no more. Where the table holds what does
   * not fit, the item keeps what it has.
   */
  replace<T extends object>(item: T, { values, misfit }: LooseItem): T {
    for (const name in this.attributes) {
      if (Object.hasOwn(values, name)) (item as Record<string, unknown>)[name] = values[name];
      else if (misfit === undefined) delete (item as Record<string, unknown>)[name];
    }
    carryExact(values, item);
    if (misfit === undefined) noteMisfit(item, undefined);
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

  #fittingPart(stored: StoredItem): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const name in this.attributes) {
      const spec = this.#spec(name);
      const found = Object.hasOwn(stored, name) ? stored[name] : undefined;
      try {
        const value = found === undefined ? defaultOf(spec) : spec.codec.decode(found);
        if (value !== undefined) values[name] = value;
      } catch (error) {
        if (!(error instanceof InvalidValue)) throw error;
      }
    }
    keepExact(values, stored, this.#numberKeys);
    return values;
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

/** The schema of an item's class; `undefined` of what is no item. */
function schemaOf(item: unknown): Schema | undefined {
  const { constructor: model } = Object(item) as {
    readonly constructor?: { readonly "~model"?: { readonly schema: Schema } };
  };
  return model?.["~model"]?.schema;
}

function refuseNoObject(value: unknown, expected: string): void {
  if (typeof value !== "object" || value === null) throw wrongType(expected, value);
}
