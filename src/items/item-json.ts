import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { StoredItem } from "../model/schema.js";

/** An item as a line of an export: `{"Item":{…}}` in DynamoDB's own JSON, with binary values in base64. */
export function lineOf(item: StoredItem): string {
  return `{"Item":${attributesText(item)}}`;
}

function attributesText(attributes: StoredItem): string {
  let text = "";
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${valueText(value)}`;
  }
  return `{${text}}`;
}

function valueText(value: AttributeValue): string {
  if (value.S !== undefined) return `{"S":${JSON.stringify(value.S)}}`;
  if (value.N !== undefined) return `{"N":"${value.N}"}`;
  if (value.B !== undefined) return `{"B":"${base64(value.B)}"}`;
  if (value.M !== undefined) return `{"M":${attributesText(value.M)}}`;
  if (value.L !== undefined) return `{"L":[${value.L.map(valueText).join()}]}`;
  if (value.BS !== undefined) return `{"BS":${JSON.stringify(value.BS.map(base64))}}`;
  return JSON.stringify(value);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

/** What is wrong with a line, as the end of a sentence about it. */
export class LineProblem {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Reads a line of an export.
 *
 * @throws {@link LineProblem} if it has no item.
 */
export function itemOfLine(line: string): StoredItem {
  const parsed = parse(line);
  if (!isObject(parsed) || !isObject(parsed["Item"])) throw new LineProblem('is not of the form {"Item":{…}}.');
  const other = Object.keys(parsed).find((name) => name !== "Item");
  if (other !== undefined) throw new LineProblem(`has the member ${JSON.stringify(other)} beside "Item".`);
  return attributesOf(parsed["Item"], "");
}

type Json = Readonly<Record<string, unknown>>;

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new LineProblem(`is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function attributesOf(json: Json, path: string): StoredItem {
  const attributes: Record<string, AttributeValue> = {};
  for (const name of Object.keys(json)) {
    const value = readValue(json[name], path === "" ? name : `${path}.${name}`);
    // As its own member, also under the name of one that every object inherits.
    if (name === "__proto__") Object.defineProperty(attributes, name, { value, enumerable: true, configurable: true });
    else attributes[name] = value;
  }
  return attributes;
}

function readValue(json: unknown, path: string): AttributeValue {
  const types = isObject(json) ? Object.keys(json) : [];
  const [type = "", ...others] = types;
  if (!isObject(json) || others.length > 0 || !Object.hasOwn(READERS, type)) throw notAValue(path);
  const value = READERS[type as keyof typeof READERS](json[type], path);
  if (value === undefined) throw notAValue(path);
  return value;
}

/** The values of the types; `undefined` for what is no value of the type. */
const READERS = {
  S: (json: unknown) => (typeof json === "string" ? { S: json } : undefined),
  N: (json: unknown) => (isNumber(json) ? { N: json } : undefined),
  B: (json: unknown) => (isBase64(json) ? { B: bytesOf(json) } : undefined),
  BOOL: (json: unknown) => (typeof json === "boolean" ? { BOOL: json } : undefined),
  NULL: (json: unknown) => (json === true ? { NULL: true } : undefined),
  M: (json: unknown, path: string) => (isObject(json) ? { M: attributesOf(json, path) } : undefined),
  L: (json: unknown, path: string) =>
    Array.isArray(json) ? { L: json.map((member, index) => readValue(member, `${path}[${index}]`)) } : undefined,
  SS: (json: unknown) => (isSetOf(json, isText) ? { SS: json } : undefined),
  NS: (json: unknown) => (isSetOf(json, isNumber) ? { NS: json } : undefined),
  BS: (json: unknown) => (isSetOf(json, isBase64) ? { BS: json.map(bytesOf) } : undefined),
} satisfies Readonly<Record<string, (json: unknown, path: string) => AttributeValue | undefined>>;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function isObject(json: unknown): json is Json {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isText(json: unknown): json is string {
  return typeof json === "string";
}

function isNumber(json: unknown): json is string {
  return typeof json === "string" && NUMBER.test(json);
}

function isBase64(json: unknown): json is string {
  return typeof json === "string" && json.length % 4 === 0 && BASE64.test(json);
}

function isSetOf(json: unknown, isMember: (member: unknown) => member is string): json is string[] {
  return Array.isArray(json) && json.length > 0 && json.every(isMember);
}

function bytesOf(base64Text: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64Text, "base64"));
}

function notAValue(path: string): LineProblem {
  return new LineProblem(`is no item: ${path} is not a value such as {"S":"text"} or {"N":"12.5"}.`);
}
