import type { ServerResponse } from "node:http";
import { tableNamesIn } from "../testing/server/named-tables.js";
import type { ReceivedRequest } from "../testing/server/recorded-request.js";
import { now } from "../transport/clock.js";
import { painted } from "./paint.js";

/** Prints a line for a request as soon as it is answered: operation, table, status, milliseconds. */
export function logRequest({ operation, input }: ReceivedRequest, response: ServerResponse): void {
  const start = now();
  const tables = [...new Set(tableNamesIn(input))].join(",") || "-";
  response.once("close", () => {
    const { statusCode, writableFinished } = response;
    const status = writableFinished ? String(statusCode) : "dropped";
    const isFine = writableFinished && statusCode < 400;
    const ms = Math.round(now() - start);
    const line = `${shown(operation)} ${shown(tables)} ${isFine ? status : painted("red", status)} ${ms} ms`;
    process.stdout.write(`${line}\n`);
  });
}

/** Control characters in a client's data are removed before printing. */
function shown(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}
