import { memberPath } from "../../validation/member-path.js";
import { type Reader, shown } from "../../validation/readers.js";
import type { Stored } from "./guess-attribute.js";

/** Reads sample items in DynamoDB's form. Of a mistake that several items have, the first one is reported. */
export const sampleItems: Reader<readonly Stored[]> = (value, path, report) => {
  if (!Array.isArray(value)) {
    report(path, `expected a list, got ${shown(value)}.`);
    return undefined;
  }
  const wrong = new Set<string>();
  for (const [index, item] of value.entries()) {
    const place = `${path}[${index}]`;
    if (!isObject(item)) report(place, `expected an item, got ${shown(item)}.`);
    else
      for (const [name, member] of Object.entries(item)) {
        if (isStored(member) || wrong.has(name)) continue;
        wrong.add(name);
        const fix = 'pass the items as ScanCommand returns them, or those of marshall ("@aws-sdk/util-dynamodb").';
        report(memberPath(place, name), `expected DynamoDB's form, such as { S: "text" }, got ${shown(member)}.`, fix);
      }
  }
  return value as readonly Stored[]; // checked
};

/** Whether a value is one in DynamoDB's form: `{ S: "text" }`. */
function isStored(value: unknown): boolean {
  if (!isObject(value)) return false;
  const [[type, content] = ["", undefined], ...others] = Object.entries(value).filter(
    ([, member]) => member !== undefined,
  );
  return others.length === 0 && Object.hasOwn(forms, type) && forms[type]?.(content) === true;
}

const isText = (value: unknown) => typeof value === "string";
const isBytes = (value: unknown) => value instanceof Uint8Array;
const isListOf = (is: (member: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(is);

const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
  S: isText,
  N: isText,
  B: isBytes,
  BOOL: (value) => typeof value === "boolean",
  NULL: (value) => typeof value === "boolean",
  SS: isListOf(isText),
  NS: isListOf(isText),
  BS: isListOf(isBytes),
  L: (value) => isListOf(isStored)(value),
  M: (value) => isObject(value) && Object.values(value).every(isStored),
};

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
