import type { Report } from "../../validation/issues.js";

/** A text that is the same in all keys of a template. */
export interface LiteralPart {
  readonly kind: "literal";
  readonly text: string;
}

/** The value of an attribute in a template. */
export interface AttributePart {
  readonly kind: "attribute";
  readonly name: string;
  /** The number of digits that a number is padded to. */
  readonly width: number | undefined;
}

/** A part of a template. */
export type TemplatePart = LiteralPart | AttributePart;

const PART = /\{([^{}]*)\}|([^{}]+)|[{}]/gy;
const ATTRIBUTE = /^(.+?)(?::(\d+))?$/;
/** The maximum number of digits of a number in DynamoDB. */
const MAX_WIDTH = 38;
const SYNTAX = "write attributes as {name}, or {name:8} for a number of 8 digits, and use no other braces.";

/** The parts of a template: `"ORDER#{placedAt}#{number:8}"`. What is wrong is reported. */
export function parseTemplate(text: string, path: string, report: Report): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (const [whole, inside, literal] of text.matchAll(PART)) {
    if (literal !== undefined) parts.push({ kind: "literal", text: literal });
    else if (inside === undefined) {
      report(path, `has "${whole}" alone.`, SYNTAX);
      return [];
    } else parts.push(attributePart(inside, path, report));
  }
  if (parts.length === 0) report(path, "is empty.", 'write a text such as "USER#{id}".');
  return parts;
}

function attributePart(inside: string, path: string, report: Report): AttributePart {
  const [, name = inside, digits] = ATTRIBUTE.exec(inside) ?? [];
  const width = digits === undefined ? undefined : Number(digits);
  if (name === "") report(path, "has {} without a name.", SYNTAX);
  if (width !== undefined && (width < 1 || width > MAX_WIDTH))
    report(path, `{${inside}} asks for ${width} digits.`, `use 1 to ${MAX_WIDTH}.`);
  return { kind: "attribute", name, width };
}
