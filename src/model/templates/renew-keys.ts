import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ItemValidationError } from "../../errors.js";
import { Issues } from "../../validation/issues.js";
import { InvalidValue, pathText } from "../codec.js";
import { Change } from "../expressions/change.js";
import type { Placeholders } from "../expressions/placeholders.js";
import { type Clauses, changedNames, isList, type MadeChanges } from "../expressions/update.js";
import { defaultOf } from "../members.js";
import { mayHoldMoreThanKey } from "../partial-items.js";
import type { Schema } from "../schema.js";

/** An update whose changes can concern keys of indexes. */
export interface KeyedUpdate {
  /** The key, or the item, that the caller gave. */
  readonly target: object;
  readonly changes: MadeChanges;
  readonly upsert: boolean;
  /** Whether the version of the item is checked: then its other attributes are known to be the stored ones. */
  readonly isVersioned: boolean;
}

/**
 * Adds the keys of indexes whose templates have an attribute that an update changes. Values that it does not change are those of the
 * caller's item, if there is one.
 *
 * @returns Conditions: the stored values from which keys are made are still those of the item.
 */
export function renewKeys(
  schema: Schema,
  update: KeyedUpdate,
  clauses: Clauses,
  placeholders: Placeholders,
): readonly string[] {
  const { templates } = schema;
  if (templates.isEmpty) return [];
  const changed = changedNames(update.changes);
  const renewal = new Renewal(schema, update, changed);
  for (const name of templates.affectedBy(changed)) {
    const key = renewal.keyOf(name);
    if (key === undefined) clauses.REMOVE.push(placeholders.name(name));
    else clauses.SET.push(`${placeholders.name(name)} = ${placeholders.value(key)}`);
  }
  if (update.upsert) addMissingKeys(schema, renewal, changed, clauses, placeholders);
  renewal.finish();
  return update.isVersioned ? [] : renewal.conditions(placeholders);
}

/** Adds the other keys of an item that an upsert can create. */
function addMissingKeys(
  { templates, keyNames, indexes }: Schema,
  renewal: Renewal,
  changed: ReadonlySet<string>,
  { SET }: Clauses,
  placeholders: Placeholders,
): void {
  const done = new Set([...keyNames, ...templates.affectedBy(changed)]);
  const names = new Set(indexes.flatMap((index) => [...index.partitionKey, ...index.sortKey]));
  for (const name of names) {
    if (done.has(name) || templates.get(name) === undefined) continue;
    const key = renewal.keyOf(name);
    if (key === undefined) continue;
    const path = placeholders.name(name);
    SET.push(`${path} = if_not_exists(${path}, ${placeholders.value(key)})`);
  }
}

/** The values of attributes after an update. */
class Renewal {
  readonly #issues = new Issues();
  readonly #item: Readonly<Record<string, unknown>>;
  readonly #isItem: boolean;
  /** The stored values of the item that keys were made from, and that the update does not set. */
  readonly #assumed = new Map<string, AttributeValue | undefined>();

  constructor(
    readonly schema: Schema,
    readonly update: KeyedUpdate,
    readonly changed: ReadonlySet<string>,
  ) {
    this.#item = update.target as Readonly<Record<string, unknown>>;
    this.#isItem = mayHoldMoreThanKey(update.target);
  }

  /** The value of a key attribute after the update; `undefined` if the item will not be in its index. */
  keyOf(keyName: string): AttributeValue | undefined {
    const { templates } = this.schema;
    const stored: Record<string, AttributeValue> = {};
    for (const name of templates.namesIn(keyName)) {
      const value = this.#valueAfter(name, keyName);
      if (value !== undefined) stored[name] = value;
    }
    return this.#convert(() => templates.keyFor(keyName, stored), []);
  }

  /** Conditions that the stored values are those that keys were made from. */
  conditions(placeholders: Placeholders): string[] {
    return [...this.#assumed].map(([name, value]) => {
      const path = placeholders.name(name);
      return value === undefined ? `attribute_not_exists(${path})` : `${path} = ${placeholders.value(value)}`;
    });
  }

  /** @throws {@link ItemValidationError} with all issues. */
  finish(): void {
    const { table } = this.schema;
    const { list } = this.#issues;
    if (list.length > 0) throw new ItemValidationError({ tableName: table, key: this.schema.keyOf(this.#item) }, list);
  }

  #valueAfter(name: string, keyName: string): AttributeValue | undefined {
    const { schema, update } = this;
    if (schema.keyAttributes.includes(name)) return this.#encoded(name, this.#item[name]);
    if (this.changed.has(name)) return this.#changedValue(name, keyName);
    if (this.#isItem) return this.#assume(name);
    const spec = schema.attributes[name];
    if (update.upsert && spec !== undefined) return this.#encoded(name, defaultOf(spec));
    this.#report(name, keyName);
    return undefined;
  }

  #changedValue(name: string, keyName: string): AttributeValue | undefined {
    const { changes } = this.update;
    if (!isList(changes)) return this.#encoded(name, changes[name]);
    const change = changes.find((each) => each instanceof Change && each.path.attribute === name);
    const { effect, dependsOnStored, path } = change ?? {};
    if (effect === undefined || path?.steps.length !== 1 || (dependsOnStored && !this.#isItem)) {
      this.#issues.report(
        name,
        `is in the template of the key "${keyName}", and this change is computed by DynamoDB.`,
        dependsOnStored ? "change an item that was read, or set the value." : "set the value.",
      );
      return undefined;
    }
    return this.#convert(() => effect(dependsOnStored ? this.#assume(name) : undefined), [name]);
  }

  /** The stored value of an attribute of the caller's item. */
  #assume(name: string): AttributeValue | undefined {
    const value = this.#encoded(name, this.#item[name]);
    this.#assumed.set(name, value);
    return value;
  }

  #encoded(name: string, value: unknown): AttributeValue | undefined {
    if (value === undefined) return undefined;
    return this.#convert(() => this.schema.written[name]?.codec.encode(value), [name]);
  }

  #convert<T>(convert: () => T, steps: readonly string[]): T | undefined {
    try {
      return convert();
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      for (const { steps: at, problem } of error.within(...steps).problems)
        this.#reportOnce(pathText(at), `${problem}.`);
      return undefined;
    }
  }

  /** Reports an issue of a value, which can be in several keys. */
  #reportOnce(path: string, message: string): void {
    if (!this.#issues.list.some((issue) => issue.path === path && issue.message === message))
      this.#issues.report(path, message);
  }

  #report(name: string, keyName: string): void {
    const { templates } = this.schema;
    const others = templates.namesIn(keyName).filter((each) => this.changed.has(each));
    this.#issues.report(
      name,
      `is in the template of the key "${keyName}" with ${others.join(", ")}, which this update changes.`,
      `give ${name} too, or update an item that was read.`,
    );
  }
}
