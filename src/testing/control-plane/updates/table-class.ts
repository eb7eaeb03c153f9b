import { checkTableClass } from "../rules/settings.js";
import { secondsAt } from "../tables.js";
import type { Planner } from "./change.js";

/** The table class. The present class is accepted, and changes nothing. */
export const planTableClass: Planner = ({ controlPlane, table, input }) => {
  const { TableClass } = input;
  if (TableClass === undefined) return [];
  const error = checkTableClass(input);
  if (error) throw error;
  const { description } = table;
  if (TableClass === (description.TableClassSummary?.TableClass ?? "STANDARD"))
    return [{ ms: 0, setsTableUpdating: true }];
  return [
    {
      ms: controlPlane.durations.updateTableClassMs,
      setsTableUpdating: true,
      finish: () => {
        description.TableClassSummary = { TableClass, LastUpdateDateTime: secondsAt(controlPlane) };
      },
    },
  ];
};
