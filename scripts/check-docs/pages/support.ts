import { Emulator } from "../../../src/testing/server/emulator.js";
import { tableOf } from "../generated.js";
import { DYNALITE_OPERATIONS, GROUPS, type OperationGroup, OTHERS } from "./support-rows.js";

const HEAD = ["", "`dynatwin/testing`", "DynamoDB Local", "dynalite 4"];

/** What the emulator, DynamoDB Local and dynalite support. */
export function supportTable(): string {
  return tableOf([HEAD, ...GROUPS.map(rowOf), ...OTHERS.map(([...row]) => row.slice(0, HEAD.length) as string[])]);
}

/** The most important rows of it. */
export function shortSupportTable(): string {
  const others = OTHERS.filter((row) => row.at(-1) === true).map(([...row]) => row.slice(0, HEAD.length) as string[]);
  return tableOf([HEAD, ...GROUPS.filter(({ isShort }) => isShort).map(rowOf), ...others]);
}

function rowOf({ kind, operations, note, local }: OperationGroup): string[] {
  const names = operations.split(" ");
  const emulator = new Emulator({}, () => 0);
  const ours = supportOf(names, (name) => emulator.supports(name));
  const dynalite = supportOf(names, (name) => DYNALITE_OPERATIONS.has(name));
  return [kind, note === undefined || ours === "no" ? ours : `${ours}; ${note}`, local, dynalite];
}

function supportOf(names: readonly string[], isSupported: (name: string) => boolean): string {
  const supported = names.filter(isSupported);
  if (supported.length === names.length) return "yes";
  return supported.length === 0 ? "no" : `only ${supported.join(", ")}`;
}
