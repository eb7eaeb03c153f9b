import type { Report } from "../../validation/issues.js";
import { suggest } from "../../validation/suggestions.js";
import type { AttributeSpec, KeyStorage } from "../attribute.js";
import type { IndexSchema, TableKeys } from "../table-keys.js";
import { isObject } from "../value-kinds.js";
import { LAST_SEPARATOR } from "./escapes.js";
import { sortKeysOf } from "./key-templates.js";
import { fixedLength, textKindOf } from "./key-text.js";
import { type AttributePart, parseTemplate, type TemplatePart } from "./parse-template.js";

type Specs = ReadonlyMap<string, AttributeSpec>;

/** Types with a text that cannot be keys. */
const NEVER_KEYS: ReadonlySet<string> = new Set(["custom", "json", "schema"]);

/** What the templates of a model are checked against. */
export interface TemplateCheck {
  readonly keys: TableKeys;
  readonly attributes: Specs;
  readonly report: Report;
}

/** Checks the templates of a model. */
export function checkTemplates(templates: unknown, check: TemplateCheck): void {
  const { keys, report } = check;
  if (!isObject(templates)) {
    report("keys", "expected the templates of the keys.", `write { ${keys.partitionKey}: "USER#{id}", … }.`);
    return;
  }
  const keyNames = allKeyNames(keys);
  for (const [name, text] of Object.entries(templates)) {
    const path = `keys.${name}`;
    if (!keyNames.includes(name))
      report(path, "is not in the key of the table or of an index.", suggest(name, keyNames, "keys"));
    else if (typeof text !== "string") report(path, "expected a text.", 'write a template such as "USER#{id}".');
    else checkTemplate(name, text, path, new Set(Object.keys(templates)), check);
  }
}

function checkTemplate(
  keyName: string,
  text: string,
  path: string,
  templates: ReadonlySet<string>,
  check: TemplateCheck,
): void {
  const { keys, attributes, report } = check;
  let isValid = true;
  const parts = parseTemplate(text, path, (...issue) => {
    isValid = false;
    report(...issue);
  });
  const isPrimary = keyName === keys.partitionKey || keyName === keys.sortKey;
  for (const part of parts) {
    if (part.kind === "literal" || !isValid) continue;
    const spec = attributes.get(part.name);
    if (templates.has(part.name)) {
      report(path, `"${part.name}" is made by a template itself.`, "use the attributes of that template.");
      isValid = false;
    } else if (spec === undefined) {
      report(path, `there is no attribute "${part.name}".`, suggest(part.name, [...attributes.keys()]));
      isValid = false;
    } else checkAttribute(part, spec, isPrimary, path, report);
  }
  if (!isValid) return;
  const storage = keys.keyType(keyName);
  if (storage !== "S") checkPlain(parts, storage, attributes, path, report);
  else checkParts(parts, attributes, sortKeysOf(keys).has(keyName), path, report);
}

function checkAttribute(
  { name }: AttributePart,
  spec: AttributeSpec,
  isPrimary: boolean,
  path: string,
  report: Report,
) {
  if (spec.isVersion) report(path, `"${name}" is the version, which every write changes.`, "use another attribute.");
  if (isPrimary && spec.need === "optional")
    report(path, `"${name}" is optional, and every item has this key.`, "take .optional() from it.");
  if (!isPrimary || spec.canBeKey || textKindOf(spec) === undefined) return;
  if (NEVER_KEYS.has(spec.kind))
    report(
      path,
      `"${name}" of type ${spec.kind} cannot be in the key of the table.`,
      "use an attribute of another type.",
    );
  else if (spec.isNullable)
    report(path, `"${name}" can be null, and every item has this key.`, "take .nullable() from it.");
}

/** Checks the template of a number or of bytes, which is an attribute as it is. */
function checkPlain(
  parts: readonly TemplatePart[],
  storage: KeyStorage,
  attributes: Specs,
  path: string,
  report: Report,
) {
  const [part, ...others] = parts;
  const isPlain = part?.kind === "attribute" && part.width === undefined && others.length === 0;
  if (isPlain && attributes.get(part.name)?.codec.storage === storage) return;
  report(
    path,
    `the key is of type ${storage}, and a template makes a text.`,
    `name one attribute that is stored as ${storage}: "{name}"; or make the key a text: "S".`,
  );
}

function checkParts(
  parts: readonly TemplatePart[],
  attributes: Specs,
  isSorted: boolean,
  path: string,
  report: Report,
): void {
  for (const [place, part] of parts.entries()) {
    if (part.kind === "literal") continue;
    const { name, width } = part;
    const spec = attributes.get(name);
    const kind = spec && textKindOf(spec);
    if (spec === undefined || kind === undefined) {
      report(path, `"${name}" of type ${spec?.kind} has no text in a key.`, "use texts, numbers, dates and booleans.");
      continue;
    }
    if (width !== undefined && kind !== "number")
      report(path, `"${name}" is not a number, and only numbers have a number of digits.`, `write {${name}}.`);
    if (kind === "number" && width === undefined && isSorted)
      report(
        path,
        `"${name}" is a number without a number of digits, so 10 would sort before 9.`,
        `write {${name}:8}.`,
      );
    checkNext(part, spec, parts[place + 1], path, report);
  }
}

/** Checks that the end of a value can be told apart from what follows. */
function checkNext(
  { name, width }: AttributePart,
  spec: AttributeSpec,
  next: TemplatePart | undefined,
  path: string,
  report: Report,
): void {
  if (next === undefined || fixedLength(spec, width) !== undefined) return;
  if (next.kind === "attribute")
    report(path, `"${name}" and "${next.name}" have nothing between them.`, `write {${name}}#{${next.name}}.`);
  else if (next.text.charAt(0) > LAST_SEPARATOR || next.text.charAt(0) === "\0")
    report(path, `"${next.text.charAt(0)}" cannot follow "${name}".`, 'use an ASCII character such as "#".');
}

/** Checks that a model has the keys of its table, and all keys of an index, or none of them. */
export function checkKeysPresent(templates: object, { keys, attributes, report }: TemplateCheck): void {
  const has = (name: string) => Object.hasOwn(templates, name) || attributes.has(name);
  for (const name of [keys.partitionKey, keys.sortKey])
    if (name !== undefined && !has(name))
      report(`keys.${name}`, "is required: it is in the key of the table.", 'write a template such as "USER#{id}".');
  for (const index of keys.indexes) {
    const names = [...index.partitionKey, ...index.sortKey].filter(
      (name) => name !== keys.partitionKey && name !== keys.sortKey,
    );
    if (!names.some(has)) continue;
    for (const name of names)
      if (!has(name))
        report(
          `keys.${name}`,
          `is required: it is in the key of index "${index.indexName}".`,
          "write its template too.",
        );
  }
}

/** The indexes that a model's items can be in: those whose keys all have a template, or are attributes. */
export function usedIndexes(indexes: readonly IndexSchema[], has: (name: string) => boolean): IndexSchema[] {
  return indexes.filter(({ partitionKey, sortKey }) => [...partitionKey, ...sortKey].every(has));
}

function allKeyNames({ partitionKey, sortKey, indexes }: TableKeys): string[] {
  const names = [partitionKey, sortKey, ...indexes.flatMap((index) => [...index.partitionKey, ...index.sortKey])];
  return [...new Set(names.filter((name) => name !== undefined))];
}
