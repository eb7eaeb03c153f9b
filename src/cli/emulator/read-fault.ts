import { TableDefinitionError } from "../../errors.js";
import { fault } from "../../testing/fault-reader.js";
import type { Fault } from "../../testing/options.js";
import { Issues } from "../../validation/issues.js";
import { UsageError } from "../usage-error.js";

/** Reads one `--fault`. */
export function readFault(text: string): Fault {
  const issues = new Issues();
  const read = fault(parse(text), "", issues.report);
  if (read !== undefined && issues.list.length === 0) return read;
  const { message } = new TableDefinitionError("The fault", issues.list, "nothing was started");
  throw new UsageError(message);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('--fault is not JSON. Write it as in --fault \'{"kind":"throttled"}\'.');
  }
}
