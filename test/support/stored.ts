import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ItemValidationError } from "../../src/errors.js";
import { attr } from "../../src/model/attr.js";
import type { AnyAttribute, Attributes } from "../../src/model/attribute.js";
import { Schema } from "../../src/model/schema.js";

const NOTHING_RESERVED = { members: new Set<string>(), statics: new Set<string>() };

/** A schema of a table "things", keyed by `id`, with more attributes. */
export function schemaOf(attributes: Attributes): Schema {
  return new Schema(
    { table: "things", attributes: { id: attr.string().partitionKey(), ...attributes } },
    NOTHING_RESERVED,
  );
}

/** The stored form of a value of an attribute. */
export function stored(attribute: AnyAttribute, value: unknown): AttributeValue | undefined {
  return schemaOf({ it: attribute }).encode({ id: "1", it: value })["it"];
}

/** The value read from a stored value of an attribute. */
export function read(attribute: AnyAttribute, value: AttributeValue | undefined): unknown {
  const id = { S: "1" };
  return schemaOf({ it: attribute }).decode(value === undefined ? { id } : { id, it: value })["it"];
}

/** The paths and messages of the issues of an action, one per line: `it[0].name: is required.` */
export function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (!(error instanceof ItemValidationError)) throw error;
    return error.issues.map(({ path, message }) => `${path}: ${message}`).join("\n");
  }
  throw new Error("It was accepted.");
}
