import type { AttributeValue, SearchVectorsCommandInput } from "@aws-sdk/client-dynamodb";
import { CallIssues } from "./call-issues.js";
import { InvalidValue, pathText, wrongType } from "./codec.js";
import { checkExpressionSize, operatorsOf } from "./expressions/expression-limits.js";
import { Placeholders } from "./expressions/placeholders.js";
import type { SearchOptions } from "./item-options.js";
import { usableOptions } from "./option-readers.js";
import { bigint, binary, number } from "./scalars.js";
import { DEFAULT_TOP_K, searchInput } from "./search.js";
import { isBytes, isObject } from "./value-kinds.js";
import { encodeAnyVector, type Vector } from "./vectors.js";

/** A value that a search compares with an attribute: text, a number or bytes. */
export type SearchValue = string | number | bigint | Uint8Array;

/** How to search in a vector index without a model. */
export interface SearchVectorsOptions extends SearchOptions {
  /** The names of the attributes to return. @defaultValue all that the index has, without the vector */
  readonly attributes?: readonly string[] | undefined;
}

/** The request of a search in a vector index, of which only the name is known. */
export function plainSearchRequest(
  table: string,
  indexName: string,
  vector: Vector,
  equals: Readonly<Record<string, SearchValue | undefined>>,
  options: SearchVectorsOptions,
): SearchVectorsCommandInput {
  const issues = CallIssues.onTable(String(table));
  const placeholders = new Placeholders();
  for (const [path, name] of Object.entries({ table, indexName }))
    if (typeof name !== "string" || name === "") issues.report(path, "expected a name.");
  const { topK = DEFAULT_TOP_K, attributes } = usableOptions("searchVectors", options, issues);
  const SearchVector = attempt(issues, ["vector"], () => encodeAnyVector(vector));
  const condition = compileEquals(equals, placeholders, issues);
  const projection = attributes && [...new Set(attributes)].map((name) => placeholders.name(name)).join(", ");
  checkExpressionSize("equals", condition, operatorsOf.condition, issues);
  checkExpressionSize("attributes", projection, operatorsOf.projection, issues);
  issues.finish();
  const expressions = { SearchConditionExpression: condition, ProjectionExpression: projection };
  const input = { TableName: table, IndexName: indexName, SearchVector, TopK: topK, ...expressions };
  return searchInput(input, placeholders);
}

function compileEquals(equals: object, placeholders: Placeholders, issues: CallIssues): string {
  if (!isObject(equals)) {
    issues.report("equals", "expected an object.", 'give the values by attribute: { tenant: "t1" }.');
    return "";
  }
  const clauses = Object.entries(equals).flatMap(([name, value]) => {
    const stored = value === undefined ? undefined : attempt(issues, ["equals", name], () => scalar(value));
    return stored === undefined ? [] : [`${placeholders.name(name)} = ${placeholders.value(stored)}`];
  });
  return clauses.join(" AND ");
}

function scalar(value: unknown): AttributeValue {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return number.encode(value);
  if (typeof value === "bigint") return bigint.encode(value);
  if (isBytes(value)) return binary.encode(value);
  throw wrongType("a string, a number, a bigint or a Uint8Array", value);
}

/** Returns the result of a conversion; `undefined` if the value does not fit, which is reported. */
function attempt<T>(issues: CallIssues, steps: readonly string[], convert: () => T): T | undefined {
  try {
    return convert();
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    for (const problem of error.within(...steps).problems)
      issues.report(pathText(problem.steps), `${problem.problem}.`);
    return undefined;
  }
}
