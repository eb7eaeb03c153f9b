import type { AttributeValue } from "../values/attribute-value.js";
import type { Path } from "./paths.js";
import type { Placeholders } from "./placeholders.js";
import { isReserved } from "./reserved-words.js";
import type { TokenReader } from "./token-reader.js";

/** A path as it is written: `#` names are not resolved yet. */
export interface RawPath {
  readonly type: "path";
  readonly parts: readonly (string | number)[];
}

export interface RawValue {
  readonly type: "value";
  readonly key: string;
}

export interface RawFunction<A> {
  readonly type: "function";
  readonly name: string;
  readonly args: readonly A[];
}

const MAX_LIST_INDEX = 2 ** 32 - 2;

/** Whether a path begins with the next token. */
export function startsPath(reader: TokenReader, keywords: ReadonlySet<string>): boolean {
  const { kind, text } = reader.next;
  return kind === "name" || (kind === "word" && !keywords.has(text.toUpperCase()));
}

/** Reads a path. `keywords` are no names in this kind of expression. */
export function readPath(reader: TokenReader, keywords: ReadonlySet<string>): RawPath {
  return readRestOfPath(reader, keywords, { type: "path", parts: [readName(reader, keywords)] });
}

/** Reads what follows the beginning of a path: `.name` and `[place]`. */
export function readRestOfPath(reader: TokenReader, keywords: ReadonlySet<string>, { parts }: RawPath): RawPath {
  const all = [...parts];
  for (;;) {
    if (reader.takes(".")) all.push(readName(reader, keywords));
    else if (reader.takes("[")) all.push(readPlace(reader));
    else return { type: "path", parts: all };
  }
}

function readName(reader: TokenReader, keywords: ReadonlySet<string>): string {
  if (!startsPath(reader, keywords)) throw reader.syntaxError();
  return reader.take().text;
}

function readPlace(reader: TokenReader): number {
  if (reader.next.kind !== "number") throw reader.syntaxError();
  const { text } = reader.take();
  if (Number(text) > MAX_LIST_INDEX)
    throw reader.error(`List index is not within the allowable range; index: [${text}]`);
  reader.expect("]");
  return Number(text);
}

/** Reads `(argument, …)` after the name of a function. */
export function readArguments<A>(reader: TokenReader, readOne: () => A): A[] {
  reader.expect("(");
  const args: A[] = [];
  do args.push(readOne());
  while (reader.takes(","));
  reader.expect(")");
  return args;
}

/** The first name of a path that is a reserved word. */
export function reservedNameIn({ parts }: RawPath): string | undefined {
  return parts.find((part): part is string => typeof part === "string" && isReserved(part));
}

/** The text of DynamoDB's error for a reserved word. */
export function reservedWordText(word: string): string {
  return `Attribute name is a reserved keyword; reserved keyword: ${word}`;
}

export function resolvePath(reader: TokenReader, placeholders: Placeholders, { parts }: RawPath): Path {
  const resolved = parts.map((part) =>
    typeof part === "string" && part.startsWith("#") ? placeholders.name(reader.kind, part) : part,
  );
  return resolved as [string, ...(string | number)[]]; // the grammar has a path begin with a name
}

export function resolveValue(reader: TokenReader, placeholders: Placeholders, { key }: RawValue): AttributeValue {
  return placeholders.value(reader.kind, key);
}
