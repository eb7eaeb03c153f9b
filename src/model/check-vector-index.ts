import { VECTOR_DISTANCES } from "../dynamodb/values.js";
import type { Report } from "../validation/issues.js";
import { suggest } from "../validation/suggestions.js";
import { checkIndexKey, checkNames, checkProjection, type Specs, typeOf } from "./check-parts.js";
import type { UncheckedDefinition } from "./unchecked-definition.js";

const KNOWN = ["indexName", "vector", "distance", "partitionKey", "filters", "projection"];
const DISTANCES: readonly unknown[] = VECTOR_DISTANCES;
const VECTOR_FIX = "a vector is made by attr.vector(dimensions), without .nullable().";

/** What a vector index of a model is checked against. */
interface Context {
  readonly attributes: Specs;
  readonly definition: Pick<UncheckedDefinition, "keys">;
  readonly report: Report;
}

/** Checks a vector index of a model with a table of its own. */
export function checkVectorIndex(index: Readonly<Record<string, unknown>>, path: string, context: Context): void {
  const { attributes, report } = context;
  checkNames(index, KNOWN, `${path}.`, report);
  checkVector(index["vector"], `${path}.vector`, attributes, report);
  const { distance, partitionKey, filters = [] } = index;
  if (!DISTANCES.includes(distance))
    report(`${path}.distance`, "is no distance function.", `use one of ${VECTOR_DISTANCES.join(", ")}.`);
  const compared: unknown[] = [];
  const check = (name: unknown, at: string) => {
    if (compared.includes(name)) report(at, `attribute "${String(name)}" is in the index twice.`, "name it once.");
    compared.push(name);
    checkCompared(name, at, context);
  };
  if (partitionKey !== undefined) check(partitionKey, `${path}.partitionKey`);
  if (!Array.isArray(filters)) report(`${path}.filters`, "is no array.", "name the attributes: [ … ].");
  else for (const [place, name] of filters.entries()) check(name, `${path}.filters[${place}]`);
  checkProjection(index, path, attributes, report);
}

function checkVector(name: unknown, path: string, attributes: Specs, report: Report): void {
  if (typeof name !== "string") {
    report(path, "is required.", "name an attribute.");
    return;
  }
  const spec = attributes.get(name);
  if (spec === undefined) report(path, `there is no attribute "${name}".`, suggest(name, [...attributes.keys()]));
  else if (spec.dimensions === undefined || spec.isNullable)
    report(path, `attribute "${name}" of type ${typeOf(spec)} is no vector.`, VECTOR_FIX);
}

/** Checks an attribute that searches compare with a value. */
function checkCompared(name: unknown, path: string, { attributes, definition, report }: Context): void {
  if (typeof name !== "string") report(path, "is no name.", "name an attribute.");
  else if (Object.hasOwn(Object(definition.keys), name))
    report(path, `"${name}" is made by the template keys.${name}.`, "name an attribute that has a value of its own.");
  else checkIndexKey(name, path, attributes, report);
}
