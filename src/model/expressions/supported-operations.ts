import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AttributeSpec } from "../attribute.js";
import { type Codec, wrongType } from "../codec.js";
import { plain } from "../plain-codec.js";

/**
 * An operation that only some types of attributes support, and the name of these types. The types of fields declare the
 * same.
 */
export interface SupportedOperation {
  readonly fits: (spec: AttributeSpec) => boolean;
  readonly types: string;
}

const SETS: ReadonlySet<string> = new Set(["SS", "NS", "BS"]);
const isSet = ({ codec }: AttributeSpec) => SETS.has(codec.storage);
const isList = ({ codec, element }: AttributeSpec) => codec.storage === "L" && element !== undefined;
const isText = ({ codec, kind }: AttributeSpec) => codec.storage === "S" && kind !== "json" && kind !== "date";

export const ORDER: SupportedOperation = {
  fits: ({ codec, kind }) => isScalar(codec.storage) && kind !== "json",
  types: "text, numbers, bytes, dates and times",
};
export const SIZE: SupportedOperation = {
  fits: ({ codec }) => codec.storage !== "N" && codec.storage !== "BOOL",
  types: "text, bytes, sets, lists and objects",
};
export const PREFIX: SupportedOperation = {
  fits: (spec) => isText(spec) || spec.codec.storage === "B",
  types: "text and bytes",
};
export const CONTENT: SupportedOperation = {
  fits: (spec) => isText(spec) || isSet(spec) || isList(spec),
  types: "text, sets and lists",
};
export const GROWTH: SupportedOperation = { fits: isList, types: "lists" };
export const SUM: SupportedOperation = {
  fits: (spec) => isSet(spec) || spec.codec.storage === "N",
  types: "numbers and sets",
};
export const DIFFERENCE: SupportedOperation = { fits: isSet, types: "sets" };

function isScalar(storage: string): storage is "S" | "N" | "B" {
  return storage === "S" || storage === "N" || storage === "B";
}

/** Kinds that accept only some of the values of their storage type. */
const RESTRICTED_KINDS: ReadonlySet<string> = new Set(["enum", "literal", "schema"]);

/**
 * The codec of an operand: a bound, the start of a text, an amount. The operand need not be a value that the attribute
 * itself accepts.
 */
export function partCodec({ kind, codec }: AttributeSpec): Codec<unknown> {
  return notNull(RESTRICTED_KINDS.has(kind) && isScalar(codec.storage) ? plain(codec.storage) : codec);
}

/** The codec of the content of a text, a set or a list. */
export function contentCodec(spec: AttributeSpec): Codec<unknown> {
  if (spec.element !== undefined) return spec.element.codec;
  return isSet(spec) ? memberCodec(spec.codec) : partCodec(spec);
}

/** The codec of an amount that is added. An amount is never a Date. */
export function amountCodec(spec: AttributeSpec): Codec<unknown> {
  const codec = partCodec(spec);
  if (isSet(spec) || spec.kind === "decimal") return codec;
  const encode = (value: unknown) => {
    if (typeof value === "number" || typeof value === "bigint") return codec.encode(value);
    throw wrongType("a number to add", value);
  };
  return { ...codec, encode };
}

/** Refuses null, which in DynamoDB is a separate type without order and parts. */
function notNull(codec: Codec<unknown>): Codec<unknown> {
  const encode = (value: unknown) => {
    if (value === null) throw wrongType("a value", null);
    return codec.encode(value);
  };
  return { ...codec, encode };
}

/** The codec of a member of a set, which uses the set's codec. */
function memberCodec(set: Codec<unknown>): Codec<unknown> {
  const encode = (member: unknown): AttributeValue => {
    const { SS, NS, BS } = set.encode(new Set([member]));
    if (SS?.[0] !== undefined) return { S: SS[0] };
    if (NS?.[0] !== undefined) return { N: NS[0] };
    if (BS?.[0] !== undefined) return { B: BS[0] };
    throw wrongType("a member of the set", member);
  };
  return { ...set, encode };
}
