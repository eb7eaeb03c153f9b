import type { ServerResponse } from "node:http";
import { now } from "../../transport/clock.js";

import { tableNamesIn } from "./named-tables.js";
import { type ReceivedRequest, signedRegion } from "./recorded-request.js";

/** A request that was answered, or whose connection was closed. */
export interface LoggedRequest {
  readonly operation: string;
  readonly tables: readonly string[];
  /** The region that it was signed for. */
  readonly region: string | undefined;
  /** `undefined` if it had no complete answer. */
  readonly status: number | undefined;
  readonly ms: number;
}

/** Reports a request as soon as it is answered. */
export function reportRequest(
  received: ReceivedRequest,
  response: ServerResponse,
  report: (request: LoggedRequest) => void,
): void {
  const start = now();
  const { operation, input } = received;
  const region = signedRegion(received);
  const tables = [...new Set(tableNamesIn(input))];
  response.once("close", () => {
    const { statusCode, writableFinished } = response;
    report({ operation, tables, region, status: writableFinished ? statusCode : undefined, ms: now() - start });
  });
}
