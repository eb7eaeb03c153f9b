import { readFileSync, statSync } from "node:fs";
import { text as textOf } from "node:stream/consumers";
import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { SearchValue } from "../../index.js";
import { lineOf } from "../../items/item-json.js";
import { EXIT, type ExitCode } from "../exit-codes.js";
import type { ConnectionOptions } from "../options.js";
import { hitsText } from "../output/search-text.js";
import type { Session } from "../session/session.js";
import { UsageError } from "../usage-error.js";
import { explainMissing } from "./missing-table.js";

/** The options of `dynatwin search`. */
export interface SearchOptions extends ConnectionOptions {
  readonly vector?: string;
  readonly equals?: readonly (readonly [name: string, value: string])[];
  readonly topK?: number;
  readonly attributes?: readonly string[];
}

/** Where to search, and the file with the vector. */
export interface SearchPlace {
  readonly table: string;
  readonly index: string;
  readonly file: string | undefined;
}

/** Finds the items that are nearest to a vector, and prints them. */
export async function searchIndex(
  session: Session,
  { table, index, file }: SearchPlace,
  { vector: given, equals = [], topK, attributes }: SearchOptions,
): Promise<ExitCode> {
  const { client, output, signal } = session;
  const vector = given === undefined ? await vectorIn(file ?? "-") : readVector(given, "--vector");
  const options = { signal, ...(topK !== undefined && { topK }), ...(attributes && { attributes }) };
  try {
    // Without values, no types are needed.
    const description = equals.length === 0 ? {} : await client.describeTable(table, { signal });
    const values = Object.fromEntries(equals.map(([name, value]) => [name, equalValue(description, name, value)]));
    const hits = await client.searchVectors(table, index, vector, values, options);
    const items = hits.map(({ item, score }) => ({ score, item: (JSON.parse(lineOf(item)) as { Item: object }).Item }));
    output.document({ tableName: table, indexName: index, hits: items });
    if (hits.length > 0) output.print(hitsText(hits, process.stdout.isTTY ? process.stdout.columns : undefined));
    else if (!output.isJson) output.note("No item was found.");
    return EXIT.done;
  } catch (error) {
    throw await explainMissing(session, table, error);
  }
}

/** A value of `--equals`, of the type that the attribute has in the table; a text for an attribute that is in no key or filter. */
export function equalValue({ AttributeDefinitions = [] }: TableDescription, name: string, value: string): SearchValue {
  const type = AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  if (type === "N") return numberOf(name, value);
  return type === "B" ? new Uint8Array(Buffer.from(value, "base64")) : value;
}

function numberOf(name: string, value: string): number | bigint {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number))
    throw new UsageError(`${name} is a number in the table, and --equals has ${JSON.stringify(value)}.`);
  return /^-?\d+$/.test(value) && !Number.isSafeInteger(number) ? BigInt(value) : number;
}

async function vectorIn(file: string): Promise<readonly number[]> {
  if (file === "-") return readVector(await textOf(process.stdin), "stdin");
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`There is no file ${file}. For a vector from stdin, write - instead; or use --vector.`);
  return readVector(readFileSync(file, "utf8"), file);
}

/** Reads a vector: an array of numbers in JSON. */
export function readVector(text: string, source: string): readonly number[] {
  const expected = `${source} has to be an array of numbers in JSON: [0.1, 0.9]`;
  let vector: unknown;
  try {
    vector = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${expected}. It is not JSON: ${(error as Error).message}.`);
  }
  if (!Array.isArray(vector)) throw new UsageError(`${expected}. It is no array.`);
  const place = vector.findIndex((element) => typeof element !== "number");
  if (place === -1) return vector as readonly number[]; // as was checked
  throw new UsageError(`${expected}. Element ${place} is ${JSON.stringify(vector[place])}.`);
}
