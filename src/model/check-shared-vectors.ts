import { typeOf } from "./check-parts.js";
import type { SharedTableSchema } from "./shared-table-schema.js";
import type { TemplateCheck } from "./templates/check-templates.js";
import type { UncheckedDefinition } from "./unchecked-definition.js";

/** Checks that the attributes of a model agree with the vector indexes of the table that it shares. */
export function checkSharedVectors(
  table: SharedTableSchema,
  { attributes, report }: Pick<TemplateCheck, "attributes" | "report">,
  definition: Pick<UncheckedDefinition, "keys">,
): void {
  for (const { indexName, vector, dimensions, partitionKey, filters } of table.vectorIndexes) {
    const own = attributes.get(vector);
    if (own === undefined) continue; // the items of this model are not in the index
    const index = `vector index "${indexName}" of the table`;
    if (own.dimensions !== dimensions || own.isNullable)
      report(
        `attributes.${vector}`,
        `is the vector of ${index}, which has ${dimensions} dimensions, and is of type ${typeOf(own)}${own.dimensions === undefined ? "" : `(${own.dimensions})`}.`,
        `make it attr.vector(${dimensions}).`,
      );
    for (const name of [...partitionKey, ...filters]) {
      const spec = attributes.get(name);
      if (name === table.entityAttribute) continue;
      if (Object.hasOwn(Object(definition.keys), name))
        report(`keys.${name}`, `searches in ${index} compare it.`, "make it an attribute with a value of its own.");
      else if (spec === undefined && partitionKey.includes(name))
        report(`attributes.${name}`, `is required: it partitions ${index}.`, "add it, or leave the vector out.");
      else if (spec !== undefined && (!spec.canBeKey || spec.codec.storage !== table.keyType(name)))
        report(
          `attributes.${name}`,
          `searches in ${index} compare it as ${table.keyType(name)}, and it is of type ${typeOf(spec)}.`,
          `use a type that is stored as ${table.keyType(name)}.`,
        );
    }
  }
}
