import { knownTableClass } from "../rules/settings.js";
import { secondsAt } from "../tables.js";
import type { Planner } from "./change.js";

/** The table class. That which the table has already is taken, and changes nothing. */
export const planTableClass: Planner = ({ plane, table, input }) => {
  const { TableClass } = input;
  if (TableClass === undefined) return [];
  const error = knownTableClass(input);
  if (error) throw error;
  const { description } = table;
  if (TableClass === (description.TableClassSummary?.TableClass ?? "STANDARD")) return [{ ms: 0, holdsTable: true }];
  return [
    {
      ms: plane.durations.updateTableClassMs,
      holdsTable: true,
      finish: () => {
        description.TableClassSummary = { TableClass, LastUpdateDateTime: secondsAt(plane) };
      },
    },
  ];
};
