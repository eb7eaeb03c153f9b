import { Model } from "../../index.js";
import type { CreateTableOptions } from "../../table/definition/options.js";
import type { NoGuess, Stored } from "./guess-attribute.js";
import { Expression } from "./print.js";

/** What is known of the attributes of a table. */
interface Known {
  readonly keys: ReadonlyMap<string, Expression>;
  readonly guesses: ReadonlyMap<string, Expression | NoGuess>;
  readonly items: readonly Stored[];
}

/** The attribute with the expiry of items, if it is not one of a key; a comment if the model cannot have the setting. */
export interface ExpiryAttribute {
  readonly attribute: readonly (readonly [name: string, type: Expression])[];
  /** A line with its end. */
  readonly comment?: string;
}

/** Times after the year 5138, and numbers that no Date counts in whole seconds, are no expiry. */
const SECONDS = /^\d{1,11}$/;

const NUMBERS = /^attr\.(number|bigint|decimal)\b/;

/** The attribute of the time to live: `attr.timestamp("s")` where the sample items have seconds, or do not have it. */
export function expiryAttribute({ timeToLive }: CreateTableOptions, { keys, guesses, items }: Known): ExpiryAttribute {
  if (!timeToLive) return { attribute: [] };
  const values = items.flatMap((item) => (Object.hasOwn(item, timeToLive) ? [item[timeToLive]] : []));
  const key = keys.get(timeToLive)?.print(String) ?? "attr.number()";
  const problem = problemOf(timeToLive, values.every((value) => value?.N !== undefined) && NUMBERS.test(key));
  if (problem !== undefined) {
    const comment = `// The time to live is not in the model: ${JSON.stringify(timeToLive)} ${problem}.\n`;
    return { attribute: [], comment };
  }
  if (keys.has(timeToLive)) return { attribute: [] };
  const guess = guesses.get(timeToLive);
  const isOptional = values.length === 0 || values.length < items.length;
  const seconds = new Expression('attr.timestamp("s")');
  if (values.every((value) => SECONDS.test(value?.N ?? ""))) {
    return { attribute: [[timeToLive, isOptional ? seconds.with(".optional()") : seconds]] };
  }
  return { attribute: guess instanceof Expression ? [[timeToLive, guess]] : [] };
}

/** Why a model cannot have this time to live. */
function problemOf(name: string, isNumber: boolean): string | undefined {
  if (name in Model.prototype) return "has the name of a method of all items";
  return isNumber ? undefined : "is not always a number";
}
