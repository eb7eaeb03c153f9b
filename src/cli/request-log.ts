import type { ServerResponse } from "node:http";
import type { EmulatorRequest } from "../testing/options.js";
import { painted } from "./paint.js";

/** Prints a line for a request as soon as it is answered: operation, table, status, milliseconds. */
export function logRequest({ operation, input }: EmulatorRequest, response: ServerResponse): void {
  const start = performance.now();
  response.once("close", () => {
    const { statusCode, writableFinished } = response;
    const status = writableFinished ? String(statusCode) : "dropped";
    const isFine = writableFinished && statusCode < 400;
    const ms = Math.round(performance.now() - start);
    const line = `${operation} ${tablesIn(input)} ${isFine ? status : painted("red", status)} ${ms} ms`;
    process.stdout.write(`${line}\n`);
  });
}

/** The tables that a request names. What a client sends is shown without what would move a terminal's cursor. */
function tablesIn({ TableName, ResourceArn, RequestItems }: EmulatorRequest["input"]): string {
  const names = TableName ?? ResourceArn ?? Object.keys(Object(RequestItems)).join(",");
  return String(names || "-").replace(/\p{Cc}/gu, "?");
}
