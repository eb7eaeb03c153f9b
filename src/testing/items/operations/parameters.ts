import { CountedError, invalid } from "../../control-plane/aws-error.js";
import type { Json } from "../../control-plane/wire.js";

/** Which of an operation's parameters are expressions, and which are their legacy forms. */
export interface ParameterNames {
  readonly expressions: readonly string[];
  readonly legacy: readonly string[];
}

const CONDITION: ParameterNames = { expressions: ["ConditionExpression"], legacy: ["Expected"] };
const GET: ParameterNames = { expressions: ["ProjectionExpression"], legacy: ["AttributesToGet"] };
const UPDATE: ParameterNames = {
  expressions: ["UpdateExpression", "ConditionExpression"],
  legacy: ["AttributeUpdates", "Expected"],
};
const QUERY: ParameterNames = {
  expressions: ["ProjectionExpression", "FilterExpression", "KeyConditionExpression"],
  legacy: ["AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions"],
};
const SCAN: ParameterNames = {
  expressions: ["ProjectionExpression", "FilterExpression"],
  legacy: ["AttributesToGet", "ScanFilter", "ConditionalOperator"],
};

const SEARCH: ParameterNames = { expressions: ["ProjectionExpression", "SearchConditionExpression"], legacy: [] };

/** The parameters of each operation. */
export const PARAMETERS = {
  get: GET,
  put: { ...CONDITION, legacy: ["Expected", "ConditionalOperator"] },
  delete: { ...CONDITION, legacy: ["Expected", "ConditionalOperator"] },
  update: { ...UPDATE, legacy: [...UPDATE.legacy, "ConditionalOperator"] },
  query: QUERY,
  scan: SCAN,
  search: SEARCH,
} as const satisfies Record<string, ParameterNames>;

/** Throws if expressions are mixed with legacy parameters, or placeholders are given without an expression. */
export function checkParameters(request: object, { expressions, legacy }: ParameterNames): void {
  const given = (names: readonly string[]) => names.filter((name) => (request as Json)[name] !== undefined);
  const used = given(expressions);
  const mixed = used.length > 0 ? given(legacy).filter((name) => !isKeyConditionsAlone(request, name)) : [];
  if (mixed.length > 0) throw mixedParameters(mixed, used);
  if (used.length === 0 && given(["ExpressionAttributeNames"]).length > 0)
    throw invalid("ExpressionAttributeNames can only be specified when using expressions");
  const withValues = expressions.filter((name) => name !== "ProjectionExpression");
  if (given(["ExpressionAttributeValues"]).length > 0 && withValues.length > 0 && given(withValues).length === 0)
    throw new CountedError(
      `ExpressionAttributeValues can only be specified when using expressions: ${withValues.join(" and ")} ` +
        `${withValues.length > 1 ? "are" : "is"} null`,
    );
}

/** KeyConditions can be combined with a FilterExpression. */
function isKeyConditionsAlone(request: object, name: string): boolean {
  return name === "KeyConditions" && (request as Json)["KeyConditionExpression"] === undefined;
}

function mixedParameters(legacy: readonly string[], expressions: readonly string[]): CountedError {
  return new CountedError(
    "Can not use both expression and non-expression parameters in the same request: " +
      `Non-expression parameters: {${legacy.join(", ")}} Expression parameters: {${expressions.join(", ")}}`,
  );
}

/** Throws if a put or delete asks for values that it does not return. */
export function checkReturnValues(returnValues: string | undefined): void {
  if (returnValues !== undefined && returnValues !== "ALL_OLD" && returnValues !== "NONE")
    throw new CountedError("ReturnValues can only be ALL_OLD or NONE");
}

/** The members of Query and Scan that {@link checkSelect} reads. */
export interface SelectRequest {
  readonly Select?: string;
  readonly IndexName?: string;
  readonly AttributesToGet?: readonly string[];
  readonly ProjectionExpression?: string;
}

/**
 * Throws if Select does not go with the other parameters.
 *
 * @param prefix - What DynamoDB writes before the text for Query, and not for Scan.
 */
export function checkSelect(request: SelectRequest, prefix: string): void {
  const { Select, IndexName, AttributesToGet, ProjectionExpression } = request;
  if (Select === undefined) return;
  const list = ProjectionExpression === undefined ? "AttributesToGet" : "ProjectionExpression";
  const isListed = ProjectionExpression !== undefined || AttributesToGet !== undefined;
  if (Select === "SPECIFIC_ATTRIBUTES" && !isListed) {
    throw invalid(
      `${prefix}Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES`,
    );
  }
  if (Select !== "SPECIFIC_ATTRIBUTES" && isListed) {
    const what = Select === "COUNT" ? "only the Count" : Select;
    throw invalid(`${prefix}Cannot specify the ${list} when choosing to get ${what}`);
  }
  if (Select === "ALL_PROJECTED_ATTRIBUTES" && IndexName === undefined)
    throw invalid(`${prefix}ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName`);
}

/** Throws if the segment of a parallel scan is incomplete or too large. */
export function checkSegments(segment: number | undefined, totalSegments: number | undefined): void {
  if (segment !== undefined && totalSegments === undefined) {
    throw invalid(
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    );
  }
  if (totalSegments === undefined) return;
  if (segment === undefined) {
    throw invalid(
      "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    );
  }
  if (segment >= totalSegments) {
    throw invalid(
      "The Segment parameter is zero-based and must be less than parameter TotalSegments: " +
        `Segment: ${segment} is not less than TotalSegments: ${totalSegments}`,
    );
  }
}
