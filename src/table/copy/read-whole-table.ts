import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { Deadline } from "../../procedure/deadline.js";
import type { Procedure } from "../../procedure/procedure.js";
import type { ObservedTable } from "../definition/normalise-description.js";
import { readSettings, SEPARATE_SETTINGS } from "../update/read-settings.js";

/**
 * Reads everything of a table that exists. Throws where something may not be read, and leaves out what the endpoint does not
 * support.
 *
 * @param known - The settings that need not be read, because the caller has other ones.
 */
export function* readWholeTable(
  description: TableDescription,
  deadline: Deadline,
  known: object = {},
): Procedure<ObservedTable> {
  const given = known as Readonly<Record<string, unknown>>; // settings, by the names of options
  const settings = SEPARATE_SETTINGS.filter((setting) => given[setting] === undefined);
  const { observed } = yield* readSettings(description, { settings, notesUnread: "unsupported", deadline });
  return observed;
}
