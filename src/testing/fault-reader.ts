import { OPERATION_NAMES, STREAM_OPERATION_NAMES } from "../dynamodb/operation-names.js";
import { checkTableName } from "../table/definition/rules/names.js";
import type { Report } from "../validation/issues.js";
import { memberPath } from "../validation/member-path.js";
import { objectOf } from "../validation/object-readers.js";
import {
  boolean,
  notNegative,
  oneOf,
  plainObject,
  type Reader,
  readerOf,
  shown,
  string,
} from "../validation/readers.js";
import { suggestValue } from "../validation/suggestions.js";
import { whyNoJson } from "./control-plane/wire.js";
import type { Fault } from "./options.js";

/** With a status below 400, clients wait for more or expect no body. */
const errorStatus: Reader<number> = (value, path, report) => {
  if (typeof value === "number" && Number.isInteger(value) && value >= 400 && value <= 599) return value;
  report(path, "expected the status of an error, from 400 to 599.");
  return undefined;
};

const errorName = readerOf(
  (value): value is string => typeof value === "string" && value.trim() !== "",
  "the name of an error",
);

const operation: Reader<string> = (value, path, report) => {
  const name = string(value, path, report);
  const known = [...OPERATION_NAMES, ...STREAM_OPERATION_NAMES];
  if (name === undefined || known.includes(name)) return name;
  report(path, `there is no operation ${shown(name)} of DynamoDB.`, suggestValue(name, known));
  return name;
};

const tableName: Reader<string> = (value, path, report) => {
  checkTableName(value, path, report);
  return typeof value === "string" ? value : undefined;
};

/** Reads a number of times or things. */
export const count = readerOf(
  (value): value is number =>
    typeof value === "number" && value >= 0 && (Number.isInteger(value) || value === Number.POSITIVE_INFINITY),
  "a whole number, 0 or above, or Infinity",
);

const answer: Reader<object> = (value, path, report) => {
  const read = plainObject(value, path, report);
  const why = read && whyNoJson(read);
  if (why !== undefined) report(path, `expected a JSON value: ${why}.`);
  return read;
};

const members = objectOf<Fault>(
  {
    kind: oneOf(
      "throttled",
      "limitExceeded",
      "quotaExceeded",
      "notFound",
      "denied",
      "serverError",
      "badGateway",
      "dropped",
      "slow",
      "error",
      "answer",
    ),
    operation,
    tableName,
    skip: count,
    times: count,
    afterMs: notNegative,
    forMs: notNegative,
    commit: boolean,
    delayMs: notNegative,
    error: objectOf<NonNullable<Fault["error"]>>(
      { name: errorName, message: string, status: errorStatus },
      { name: { fix: 'name it: error: { name: "ValidationException" }.', instead: () => "?" } },
    ),
    answer,
  },
  { kind: { fix: 'name the kind of failure: kind: "throttled".', instead: () => "throttled" } },
);

/** Reads one fault. */
export const fault: Reader<Fault> = (value, path, report) => {
  const read = members(value, path, report);
  if (read) checkTogether(read, Object.keys(Object(value)), path, report);
  return read;
};

/** Reports members that a fault's kind requires, and members that it does not use. */
function checkTogether({ kind, error, answer }: Fault, given: readonly string[], path: string, report: Report): void {
  const at = (name: string) => memberPath(path, name);
  if (kind === "error" && !error && !given.includes("error"))
    report(path, "is an error without a name.", 'name it: error: { name: "ValidationException" }.');
  if (kind === "answer" && !answer && !given.includes("answer"))
    report(path, "is a changed answer without a change.", "say it: answer: { … }.");
  const own = { delayMs: "slow", error: "error" };
  for (const [name, only] of Object.entries(own)) {
    if (given.includes(name) && kind !== only)
      report(at(name), `is for kind ${shown(only)}, and this is ${shown(kind)}.`);
  }
  if (given.includes("answer") && ["dropped", "slow", "badGateway"].includes(kind))
    report(at("answer"), `is for kinds that answer, and this is ${shown(kind)}.`);
}
