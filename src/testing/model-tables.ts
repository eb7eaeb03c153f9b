import { type TableModel, tableNameOf } from "../table/from-model.js";
import type { PreparedRequest } from "./server/protocol.js";
import { planShared } from "./shared-tables.js";

/** The requests that make the models' tables: one table for all models that name it, as all of them describe it. */
export function requestsFor(models: readonly TableModel[]): PreparedRequest[] {
  const tables = new Map<string, [TableModel, ...TableModel[]]>();
  for (const model of models) {
    const sharing = tables.get(tableNameOf(model));
    if (sharing) sharing.push(model);
    else tables.set(tableNameOf(model), [model]);
  }
  return [...tables.values()].flatMap((sharing) => {
    const { input, late } = planShared(sharing);
    const requests = {
      CreateTable: input,
      UpdateTimeToLive: late?.timeToLive,
      UpdateContinuousBackups: late?.pointInTimeRecovery,
      UpdateContributorInsights: late?.contributorInsights,
    };
    // The SDK writes bytes and times in forms of its own; none of these requests has any.
    return Object.entries(requests).flatMap(([operation, input]) =>
      input === undefined ? [] : [{ operation, input: { ...input } }],
    );
  });
}
