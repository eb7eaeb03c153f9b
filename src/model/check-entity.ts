import type { Report } from "../validation/issues.js";
import { callback, wholeNumberFrom } from "../validation/readers.js";
import type { AttributeSpec } from "./attribute.js";
import { versionAttributeOf } from "./entity.js";
import { ENTITY_ATTRIBUTE, sharedTableOf } from "./shared-table-schema.js";
import type { UncheckedDefinition } from "./unchecked-definition.js";

const entityVersion = wholeNumberFrom(1);
const upgrade = callback("a function that returns the stored item in its new form");

/** Checks the entity of a model, and its versions. */
export function checkEntity(
  definition: UncheckedDefinition,
  attributes: ReadonlyMap<string, AttributeSpec>,
  report: Report,
): void {
  const { entity, entityVersion: version } = definition;
  if (entity !== undefined && (typeof entity !== "string" || entity === ""))
    report("entity", "expected a name.", 'write a name such as "order".');
  if (version !== undefined) entityVersion(version, "entityVersion", report);
  if (definition.upgrade !== undefined) upgrade(definition.upgrade, "upgrade", report);
  if (entity === undefined && version !== undefined)
    report("entityVersion", "needs an entity.", 'write entity: "order" too.');
  if (version === undefined && definition.upgrade !== undefined)
    report("upgrade", "needs an entityVersion.", "write the version of what upgrade returns: entityVersion: 2.");
  if (Number(version) > 1 && definition.upgrade === undefined)
    report(
      "upgrade",
      `is required: items of versions before ${version} can be in the table.`,
      "write upgrade: (stored, from) => ({ …stored, … }).",
    );
  if (entity === undefined) return;
  const attribute = sharedTableOf(definition)?.entityAttribute ?? ENTITY_ATTRIBUTE;
  for (const name of [attribute, versionAttributeOf(attribute)])
    if (attributes.has(name))
      report(`attributes.${name}`, "the entity is stored in it.", "give the attribute another name.");
}
