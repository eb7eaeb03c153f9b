import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { InvalidValue } from "./codec.js";
import { isObject } from "./value-kinds.js";

type Stored = Record<string, AttributeValue>;

/** Brings a stored item of an earlier version of its entity up to date: returns the item in the form of the next versions. */
export type Upgrade = (
  stored: Record<string, AttributeValue>,
  from: number,
) => Readonly<Record<string, AttributeValue>>;

/** What a model stores in its items to tell them apart from those of other models. */
export interface Entity {
  /** The attribute with the name of the entity. */
  readonly attribute: string;
  readonly name: string;
  /** The attribute with the version of the entity. */
  readonly versionAttribute: string;
  /** The current version; `undefined` if the entity has none. */
  readonly version: number | undefined;
  readonly upgrade: Upgrade | undefined;
}

/** The version of an item that was stored before its entity had versions. */
export const FIRST_VERSION = 1;

/** The attribute with the version of an entity, by the attribute with its name. */
export function versionAttributeOf(entityAttribute: string): string {
  return `${entityAttribute}Version`;
}

/** Adds the entity to a stored item. */
export function addEntity(stored: Stored, { attribute, name, version, versionAttribute }: Entity): void {
  stored[attribute] = { S: name };
  if (version !== undefined) stored[versionAttribute] = { N: String(version) };
}

/** The version of the entity in a stored item. */
export function entityVersionOf(stored: Readonly<Stored>, { versionAttribute }: Entity): number {
  return Number(stored[versionAttribute]?.N ?? FIRST_VERSION);
}

/** A stored item in the form of the current version of its entity. */
export function upgraded(stored: Stored, entity: Entity): Stored {
  const { version, upgrade } = entity;
  if (version === undefined) return stored;
  const from = entityVersionOf(stored, entity);
  if (from === version) return stored;
  if (from > version)
    throw new InvalidValue(`the item has version ${from} of its entity, and this model knows ${version}`);
  if (upgrade === undefined) return stored;
  const result: unknown = upgrade({ ...stored }, from);
  if (!isObject(result)) throw new InvalidValue("upgrade returned no item: return { …stored, … }");
  const item = { ...(result as Stored) };
  addEntity(item, entity);
  return item;
}
