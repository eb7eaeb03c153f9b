import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ItemValidationError, TableDefinitionError } from "../errors.js";
import type { AttributeSpec, KeyStorage } from "./attribute.js";
import { checkDefinition, type Reserved } from "./check.js";
import { isClassField } from "./class-fields.js";
import { InvalidValue, pathText, wrongType } from "./codec.js";
import { compileDefinition } from "./compile-definition.js";
import { addEntity, type Entity, upgraded } from "./entity.js";
import { copyExactNumbers, restoreExactNumbers, storeExactNumbers } from "./exact-key-numbers.js";
import { misfitOf, setMisfit, setVersionZero } from "./item-metadata.js";
import { defaultOf, Members } from "./members.js";
import { mayHoldMoreThanKey } from "./partial-items.js";
import { tableNameIn } from "./shared-table-schema.js";
import type { IndexSchema, TableKeys } from "./table-keys.js";
import type { KeyTemplates } from "./templates/key-templates.js";
import type { UncheckedDefinition } from "./unchecked-definition.js";
import type { VectorIndexSchema } from "./vector-indexes.js";
import { toFloat32Array } from "./vectors.js";

/** A stored item, or a part of one. */
export type StoredItem = Record<string, AttributeValue>;
type Values = Readonly<Record<string, unknown>>;

const UNKNOWN_ATTRIBUTE = "is not an attribute of this model";
const MISMATCH = "the stored item differs from the model";
const WRITTEN_MISMATCH = `the item was written, but ${MISMATCH}`;

/** The values of a stored item that fit its model. */
export interface PartialValues {
  readonly values: Record<string, unknown>;
  /** The error about values that do not fit. */
  readonly misfit: ItemValidationError | undefined;
}

/**
 * A model's definition, checked and compiled: the keys and indexes of the table, and the encoding and decoding of
 * items.
 */
export class Schema {
  readonly table: string;
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
  /** The attributes with the codecs for writes, which also check the rules of keys. */
  readonly written: Readonly<Record<string, AttributeSpec>>;
  readonly partitionKey: string;
  readonly sortKey: string | undefined;
  /** The version attribute, if there is one. */
  readonly version: string | undefined;
  readonly indexes: readonly IndexSchema[];
  readonly vectorIndexes: readonly VectorIndexSchema[];
  readonly templates: KeyTemplates;
  /** What tells the items of this model apart; `undefined` if it has a table of its own. */
  readonly entity: Entity | undefined;
  /** The names of the attributes that make the table's key: the key attributes, or those in their templates. */
  readonly keyAttributes: readonly string[];
  readonly #keys: TableKeys;
  readonly #members: Members;
  readonly #key: Members;
  readonly #numberKeys: readonly string[];

  /** @throws {@link TableDefinitionError} with all issues of the definition. */
  constructor(definition: UncheckedDefinition, reserved: Reserved) {
    const issues = checkDefinition(definition, reserved);
    if (issues.length > 0)
      throw new TableDefinitionError(`Model of table "${tableNameIn(Object(definition))}"`, issues);
    const { keys, templates, entity, attributes, written } = compileDefinition(definition);
    this.#keys = keys;
    this.table = keys.table;
    this.partitionKey = keys.partitionKey;
    this.sortKey = keys.sortKey;
    this.indexes = keys.indexes;
    this.vectorIndexes = keys.vectorIndexes;
    this.templates = templates;
    this.entity = entity;
    this.attributes = attributes;
    this.written = written;
    this.version = Object.keys(attributes).find((name) => this.#spec(name).isVersion);
    this.keyAttributes = [...new Set(this.keyNames.flatMap((name) => templates.namesIn(name)))];
    this.#members = new Members(written);
    this.#key = new Members(Object.fromEntries(Object.entries(written).filter(([, { role }]) => role !== "none")));
    this.#numberKeys = this.keyNames.filter((name) => this.attributes[name]?.kind === "number");
  }

  /** The names of the table's key attributes. */
  get keyNames(): string[] {
    return this.sortKey === undefined ? [this.partitionKey] : [this.partitionKey, this.sortKey];
  }

  /** The names of the key attributes of an index, or of the table. */
  keyNamesOf(index: IndexSchema | undefined): string[] {
    return index === undefined ? this.keyNames : [...index.partitionKey, ...index.sortKey];
  }

  /** The names of the attributes projected into an index; `undefined` for all. */
  projectedBy(index: IndexSchema | undefined): ReadonlySet<string> | undefined {
    const projection = index?.projection ?? "ALL";
    if (projection === "ALL") return undefined;
    return new Set([...this.keyNames, ...this.keyNamesOf(index), ...(projection === "KEYS_ONLY" ? [] : projection)]);
  }

  /** Whether reads of some attributes read whole items, because they may have to be upgraded. */
  readsWhole(index: IndexSchema | undefined): boolean {
    return this.entity?.upgrade !== undefined && this.projectedBy(index) === undefined;
  }

  /** The key of an item for messages, as far as known. */
  keyOf(item: object | undefined): Record<string, unknown> {
    return Object.fromEntries(this.keyAttributes.map((name) => [name, (item as Values | undefined)?.[name]]));
  }

  /** The storage type of a key attribute. */
  keyType(name: string): KeyStorage {
    return this.#keys.keyType(name);
  }

  /**
   * Sets the values of a new item: the given ones, and the defaults of the others. Values are checked when they are
   * written, because they can change until then; but if there are unknown names, the error lists the issues of the
   * values too.
   */
  construct(input: object, item: object = {}): Record<string, unknown> {
    const given = input as Values;
    try {
      requireObject(input, "an object with the item's attributes");
      const unknown = this.#members.unknownNames(given, UNKNOWN_ATTRIBUTE);
      if (unknown !== undefined) this.#members.encode(given, unknown);
    } catch (error) {
      throw this.#invalid(error, given);
    }
    const values = item as Record<string, unknown>; // its properties are set below
    for (const name in this.attributes) {
      const spec = this.#spec(name);
      const value = given[name] === undefined ? defaultOf(spec) : given[name];
      if (value !== undefined) values[name] = spec.dimensions === undefined ? value : toFloat32Array(value);
    }
    if (this.version !== undefined && given[this.version] === 0) setVersionZero(values);
    if (this.#numberKeys.length > 0) copyExactNumbers(input, values);
    return values;
  }

  /** Throws an error with all issues of the input of a new item. */
  check(input: unknown): void {
    try {
      requireObject(input, "an object with the item's attributes");
      this.#members.encode(input as Values, this.#members.unknownNames(input as Values, UNKNOWN_ATTRIBUTE));
    } catch (error) {
      throw this.#invalid(error, Object(input));
    }
  }

  /**
   * The stored form of an item. Throws for an item that could not decode all stored values, because these would be
   * lost.
   */
  encode(item: object): StoredItem {
    const misfit = misfitOf(item);
    if (misfit !== undefined) throw misfit;
    const values = item as Values;
    try {
      const known = () => Object.fromEntries(Object.keys(this.attributes).map((name) => [name, values[name]]));
      const unknown = this.#members.unknownNames(values, UNKNOWN_ATTRIBUTE, (name) => isClassField(item, name, known));
      return this.#complete(restoreExactNumbers(this.#members.encode(values, unknown), item));
    } catch (error) {
      throw this.#invalid(error, item);
    }
  }

  /**
   * The stored form of an item. Throws for a value that is not an item of the model's class, or of a class that extends
   * it.
   */
  encodeItem(item: object): StoredItem {
    if (schemaOf(item) !== this) {
      const issue = { path: "", message: "expected an item of the model.", fix: "create one: new Model({ … })." };
      throw new ItemValidationError({ tableName: this.table, key: this.keyOf(Object(item)) }, [issue]);
    }
    return this.encode(item);
  }

  /** Decodes a stored item, or a part of one. */
  decode(stored: StoredItem, isPart = false): Record<string, unknown> {
    try {
      const current = isPart ? this.templates.readInto(stored) : this.#upgraded(stored);
      const values = this.#members.decode(current, isPart);
      if (this.#numberKeys.length > 0) storeExactNumbers(values, stored, this.#numberKeys);
      return values;
    } catch (error) {
      throw error instanceof InvalidValue ? this.#invalid(error, this.#readableKey(stored), MISMATCH) : error;
    }
  }

  /**
   * Decodes the item in the answer to a write that has succeeded: values that do not fit the model are left out, and
   * returned as an error.
   */
  decodeWritten(stored: StoredItem): PartialValues {
    try {
      const values = this.#members.decode(this.#upgraded(stored));
      if (this.#numberKeys.length > 0) storeExactNumbers(values, stored, this.#numberKeys);
      return { values, misfit: undefined };
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      const misfit = this.#invalid(error, this.#readableKey(stored), WRITTEN_MISMATCH) as ItemValidationError;
      return { values: this.#decodeFitting(stored), misfit };
    }
  }

  /** The stored key of an item. */
  encodeKey(key: object): StoredItem {
    try {
      requireObject(key, `an object with ${this.keyAttributes.join(" and ")}`);
      const values = key as Values;
      const more = mayHoldMoreThanKey(key)
        ? undefined
        : this.#key.unknownNames(values, "is not in the key of the table");
      const stored = restoreExactNumbers(this.#key.encode(values, more), key);
      if (this.templates.isEmpty) return stored;
      return this.templates.keysFor(this.keyNames, stored);
    } catch (error) {
      throw this.#invalid(error, key);
    }
  }

  /** The stored value of one attribute. */
  encodeValue(name: string, value: unknown): AttributeValue {
    try {
      return this.#spec(name).codec.encode(value);
    } catch (error) {
      throw this.#invalid(error instanceof InvalidValue ? error.within(name) : error, {});
    }
  }

  /**
   * Replaces the attributes of an item, and removes those that no longer exist. If some stored values do not fit, no
   * attributes are removed.
   */
  replace<T extends object>(item: T, { values, misfit }: PartialValues): T {
    for (const name in this.attributes) {
      if (Object.hasOwn(values, name)) (item as Record<string, unknown>)[name] = values[name];
      else if (misfit === undefined) delete (item as Record<string, unknown>)[name];
    }
    copyExactNumbers(values, item);
    if (misfit === undefined) setMisfit(item, undefined);
    return item;
  }

  /** Adds what the model stores besides the attributes: the keys of templates, and the entity. */
  #complete(stored: StoredItem): StoredItem {
    if (!this.templates.isEmpty) this.templates.addTo(stored);
    if (this.entity !== undefined) addEntity(stored, this.entity);
    return stored;
  }

  #upgraded(stored: StoredItem): StoredItem {
    return this.entity === undefined ? stored : upgraded(stored, this.entity);
  }

  #spec(name: string): AttributeSpec {
    return this.attributes[name] as AttributeSpec; // names are those of the attributes, or were checked
  }

  /** The decoded key of a stored item; values that do not fit stay in stored form. */
  #readableKey(stored: StoredItem): object {
    const read = (name: string) => {
      const value = stored[name];
      try {
        return value && this.#spec(name).codec.decode(value);
      } catch {
        return value;
      }
    };
    return Object.fromEntries(this.keyAttributes.map((name) => [name, read(name)]));
  }

  #decodeFitting(stored: StoredItem): Record<string, unknown> {
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
    storeExactNumbers(values, stored, this.#numberKeys);
    return values;
  }

  #invalid(error: unknown, item: object, outcome?: string): unknown {
    if (!(error instanceof InvalidValue)) return error;
    const issues = error.problems.map(({ steps, problem }) => ({ path: pathText(steps), message: `${problem}.` }));
    return new ItemValidationError({ tableName: this.table, key: this.keyOf(item) }, issues, outcome);
  }
}

/** The schema of an item's class; `undefined` for a value that is not an item. */
function schemaOf(item: unknown): Schema | undefined {
  const { constructor: model } = Object(item) as {
    readonly constructor?: { readonly "~model"?: { readonly schema: Schema } };
  };
  return model?.["~model"]?.schema;
}

function requireObject(value: unknown, expected: string): void {
  if (typeof value !== "object" || value === null) throw wrongType(expected, value);
}
