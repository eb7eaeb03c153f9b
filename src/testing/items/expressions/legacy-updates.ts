import { invalidValues } from "../../control-plane/aws-error.js";
import { type AttributeType, typeOf } from "../values/attribute-value.js";
import { normaliseValue } from "../values/read-value.js";
import type { WireValue } from "../values/wire-value.js";
import { type Projection, projectionOf } from "./projection.js";
import type { Update, UpdateAction } from "./update.js";

/** An update of one attribute in AttributeUpdates, whose members have the right types. */
export interface LegacyAttributeUpdate {
  readonly Action?: "PUT" | "ADD" | "DELETE" | null | undefined;
  readonly Value?: WireValue | null | undefined;
}

const DELETED_TYPES: readonly AttributeType[] = ["SS", "NS", "BS"];
const ADDED_TYPES: readonly AttributeType[] = ["N", "L", ...DELETED_TYPES];

/** Translates AttributeUpdates. */
export function readAttributeUpdates(updates: Readonly<Record<string, LegacyAttributeUpdate>>): Update {
  return { actions: Object.entries(updates).map(([name, update]) => readUpdate(name, update)), isLegacy: true };
}

function readUpdate(name: string, { Action, Value }: LegacyAttributeUpdate): UpdateAction {
  const action = Action ?? "PUT";
  const path = [name] as const;
  if (Value == null) {
    if (action === "DELETE") return { type: "REMOVE", path };
    throw invalidValues("Only DELETE action is allowed when no attribute value is specified");
  }
  const value = normaliseValue(Value);
  const type = typeOf(value);
  if (action === "PUT") return { type: "SET", path, operand: { type: "value", value } };
  if (action === "DELETE" && !DELETED_TYPES.includes(type))
    throw invalidValues(`DELETE action with value is not supported for the type ${type}`);
  if (action === "ADD" && !ADDED_TYPES.includes(type))
    throw invalidValues(`ADD action is not supported for the type ${type}`);
  return { type: action, path, value };
}

/** Translates AttributesToGet. */
export function readAttributesToGet(names: readonly string[]): Projection {
  const repeated = names.find((name, place) => names.indexOf(name) < place);
  if (repeated !== undefined) throw invalidValues(`Duplicate value in attribute name: ${repeated}`);
  return projectionOf(names.map((name) => [name] as const));
}
