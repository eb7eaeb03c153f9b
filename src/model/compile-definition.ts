import type { AttributeSpec, Attributes, KeyRole } from "./attribute.js";
import { type Entity, versionAttributeOf } from "./entity.js";
import { withKeyNumbers } from "./exact-key-numbers.js";
import { specsForWrite } from "./keys.js";
import { ENTITY_ATTRIBUTE, sharedTableOf } from "./shared-table-schema.js";
import { ownKeys, type TableKeys } from "./table-keys.js";
import { usedIndexes } from "./templates/check-templates.js";
import { KeyTemplates } from "./templates/key-templates.js";
import type { UncheckedDefinition } from "./unchecked-definition.js";
import { keyOfVectorIndex, usedVectorIndexes } from "./vector-indexes.js";

type Specs = Readonly<Record<string, AttributeSpec>>;

/** A definition of a model, compiled. */
export interface CompiledDefinition {
  readonly keys: TableKeys;
  readonly templates: KeyTemplates;
  readonly entity: Entity | undefined;
  /** The attributes of its items, without the keys that templates make. */
  readonly attributes: Specs;
  /** The same with the codecs for writes, which also check the rules of keys. */
  readonly written: Specs;
}

/** Compiles a definition that was checked. */
export function compileDefinition(definition: UncheckedDefinition): CompiledDefinition {
  const specs = specsOf(definition.attributes);
  const texts = definition.keys ?? {};
  const shared = sharedTableOf(definition);
  const all = shared ?? ownKeys(definition as UncheckedDefinition & { readonly table: string }, specs);
  const has = (name: string) => Object.hasOwn(texts, name) || Object.hasOwn(specs, name);
  const indexes = shared ? usedIndexes(all.indexes, has) : all.indexes;
  const keys: TableKeys = {
    table: all.table,
    partitionKey: all.partitionKey,
    sortKey: all.sortKey,
    indexes,
    vectorIndexes: shared ? usedVectorIndexes(all.vectorIndexes, specs) : all.vectorIndexes,
    keyType: (name) => all.keyType(name),
  };
  const templates = new KeyTemplates(texts, all, specs);
  const own = Object.fromEntries(
    Object.entries(specs).flatMap(([name, spec]) =>
      Object.hasOwn(texts, name) ? [] : [[name, withKeyNumbers({ ...spec, role: roleOf(name, keys, (key) => [key]) })]],
    ),
  );
  const namesIn = (key: string) => templates.namesIn(key);
  const withRoles = (all: Specs): Specs =>
    Object.fromEntries(
      Object.entries(all).map(([name, spec]) => [name, { ...spec, role: roleOf(name, keys, namesIn) }]),
    );
  return {
    keys,
    templates,
    entity: entityOf(definition, shared?.entityAttribute ?? ENTITY_ATTRIBUTE),
    attributes: withRoles(own),
    written: withRoles(specsForWrite(own, [...indexes, ...keys.vectorIndexes.map(keyOfVectorIndex)])),
  };
}

function specsOf(attributes: Attributes): Specs {
  return Object.fromEntries(Object.entries(attributes).map(([name, { spec }]) => [name, spec]));
}

/** The role of an attribute in the table's key, itself or in a template. */
function roleOf(
  name: string,
  { partitionKey, sortKey }: TableKeys,
  namesIn: (key: string) => readonly string[],
): KeyRole {
  if (namesIn(partitionKey).includes(name)) return "partitionKey";
  return sortKey !== undefined && namesIn(sortKey).includes(name) ? "sortKey" : "none";
}

function entityOf({ entity, entityVersion, upgrade }: UncheckedDefinition, attribute: string): Entity | undefined {
  if (entity === undefined) return undefined;
  const versionAttribute = versionAttributeOf(attribute);
  return { attribute, name: entity, versionAttribute, version: entityVersion, upgrade };
}
