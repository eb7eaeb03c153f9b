import { checkTableClassBudget, spendTableClass } from "../budgets.js";
import { checkTableClass } from "../rules/settings.js";
import { secondsAt } from "../tables.js";
import type { Planner } from "./change.js";

/** The table class. The present class is accepted as long as the budget is not spent, and changes nothing. */
export const planTableClass: Planner = ({ controlPlane, table, input }) => {
  const { TableClass } = input;
  if (TableClass === undefined) return [];
  const error = checkTableClass(input);
  if (error) throw error;
  const { TableClassSummary } = table.description;
  // A table that was always STANDARD has no changes to count.
  if (TableClassSummary) checkTableClassBudget(controlPlane, table);
  if (TableClass === (TableClassSummary?.TableClass ?? "STANDARD")) return [{ ms: 0, tableChange: "nothing" }];
  return [
    {
      ms: controlPlane.durations.updateTableClassMs,
      tableChange: "tableClass",
      start: () => spendTableClass(controlPlane, table),
      finish: () => {
        table.description.TableClassSummary = { TableClass, LastUpdateDateTime: secondsAt(controlPlane) };
      },
    },
  ];
};
