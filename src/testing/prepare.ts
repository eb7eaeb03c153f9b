import { createOptionsOf, type TableModel, tableNameOf } from "../table/from-model.js";
import { planTable } from "../table/plan.js";
import type { PreparedRequest } from "./emulator/protocol.js";

/** The requests that make the models' tables. A table that several models share is made as the first describes it. */
export function requestsFor(models: readonly TableModel[]): PreparedRequest[] {
  const names = models.map(tableNameOf);
  const first = models.filter((_, index) => names.indexOf(names[index] ?? "") === index);
  return first.flatMap((model) => {
    const { input, late } = planTable(tableNameOf(model), createOptionsOf(model, {}));
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
