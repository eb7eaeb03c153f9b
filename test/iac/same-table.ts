import { expect } from "chai";
import { toCreateTableInput } from "../../src/iac/index.js";
import { settingsAfterCreation } from "../../src/table/create/settings-after-creation.js";
import { normaliseReplicas } from "../../src/table/definition/normalise-replicas.js";
import type { CreateTableOptions } from "../../src/table/definition/options.js";

/** Checks that two definitions make the same table. */
export function expectSameTable(actual: CreateTableOptions | undefined, wanted: CreateTableOptions): void {
  expect(actual && everythingOf(actual)).to.deep.equal(everythingOf(wanted));
}

/** All requests that a definition leads to, in one spelling. */
function everythingOf(options: CreateTableOptions) {
  const input = toCreateTableInput(["any", options]);
  const { ResourcePolicy, AttributeDefinitions = [], Tags = [], ...others } = input;
  return {
    ...others,
    AttributeDefinitions: sorted(AttributeDefinitions, ({ AttributeName }) => AttributeName),
    Tags: sorted(Tags, ({ Key }) => Key),
    ResourcePolicy: ResourcePolicy && (JSON.parse(ResourcePolicy) as unknown),
    settings: settingsAfterCreation("any", options),
    globals: globalsOf(options),
  };
}

/** The replicas, with default values where nothing is said. */
function globalsOf(options: CreateTableOptions) {
  const { replicas, consistency = "EVENTUAL", witness } = normaliseReplicas(options);
  if (replicas === undefined) return undefined;
  const all = Object.entries(replicas).map(([region, replica]) => {
    const { tableClass = options.tableClass ?? "STANDARD", deletionProtection = false, ...others } = replica;
    return [region, { ...others, tableClass, deletionProtection }];
  });
  return { consistency, witness, replicas: Object.fromEntries(all) };
}

function sorted<T>(list: readonly T[], keyOf: (member: T) => string | undefined): readonly T[] {
  return list.toSorted((a, b) => (String(keyOf(a)) < String(keyOf(b)) ? -1 : 1));
}

/** A definition without parts: `vectorIndexes[0]`, `replicas[1].tags`. */
export function without(definition: CreateTableOptions, paths: readonly string[]): CreateTableOptions {
  const rest = Object(structuredClone(definition)) as Record<string, unknown>;
  for (const path of paths) {
    const names = path.split(/[.[\]]+/).filter((name) => name !== "");
    const last = names.pop() ?? "";
    const holder = names.reduce<Record<string, unknown>>((part, name) => part[name] as Record<string, unknown>, rest);
    // Only the period is lost.
    if (path.endsWith("].pointInTimeRecovery")) holder[last] = true;
    else delete holder[last];
  }
  if (Array.isArray(rest["vectorIndexes"])) rest["vectorIndexes"] = rest["vectorIndexes"].filter(Boolean);
  return rest as unknown as CreateTableOptions; // a definition with fewer members
}
