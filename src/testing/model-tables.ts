import { type TableModel, tableNameOf } from "../table/definition/from-model.js";
import type { PreparedRequest } from "./server/protocol.js";
import { readSharedTable } from "./shared-tables.js";

/** The requests that create the models' tables. Models that share a table get one table with what all of them define. */
export function tableRequestsFor(models: readonly TableModel[]): PreparedRequest[] {
  const tables = new Map<string, [TableModel, ...TableModel[]]>();
  for (const model of models) {
    const sharing = tables.get(tableNameOf(model));
    if (sharing) sharing.push(model);
    else tables.set(tableNameOf(model), [model]);
  }
  return [...tables.values()].flatMap((sharing) => {
    const { input, settingsAfterCreation: settings } = readSharedTable(sharing);
    const requests = {
      CreateTable: input,
      UpdateTimeToLive: settings?.timeToLive,
      UpdateContinuousBackups: settings?.pointInTimeRecovery,
      UpdateContributorInsights: settings?.contributorInsights,
    };
    // The SDK would serialise bytes and times differently; none of these requests has any.
    return Object.entries(requests).flatMap(([operation, input]) =>
      input === undefined ? [] : [{ operation, input: { ...input } }],
    );
  });
}
