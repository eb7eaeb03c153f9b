import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { memberPath } from "../validation/member-path.js";

/** A part of a document that no definition says. */
export interface PartNotRead {
  readonly path: string;
  readonly reason: string;
}

/** What is read of a value: all of it, the members that are named, or what a function finds. Of a list, the same of each member. */
export type Known = true | KnownMembers | ((value: unknown, path: string) => readonly PartNotRead[]);

/** What is read of an object's members. */
export interface KnownMembers {
  readonly [member: string]: Known;
}

const NOT_READ = "no option of a definition says this.";

/**
 * The parts of a value that are not read.
 *
 * @param isGiven - Whether a member that is not read says something.
 */
export function partsNotRead(
  value: unknown,
  known: Known,
  path: string,
  isGiven: (member: unknown) => boolean = (member) => member !== undefined,
): readonly PartNotRead[] {
  if (known === true) return [];
  if (typeof known === "function") return known(value, path);
  if (Array.isArray(value))
    return value.flatMap((member, index) => partsNotRead(member, known, `${path}[${index}]`, isGiven));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const place = memberPath(path, name);
    const inner = Object.hasOwn(known, name) ? known[name] : undefined;
    if (inner !== undefined) return partsNotRead(member, inner, place, isGiven);
    return isGiven(member) ? [{ path: place, reason: NOT_READ }] : [];
  });
}

/** The paths of what a declared request says and that of its definition does not: `"GlobalSecondaryIndexes[0].KeySchema[2]"`. */
export function lostMembers(declared: CreateTableCommandInput, result: CreateTableCommandInput): readonly string[] {
  return lostIn(declared, result, "");
}

function lostIn(declared: unknown, result: unknown, path: string): readonly string[] {
  if (declared === undefined || declared === NO_MAXIMUM) return [];
  if (Array.isArray(declared)) {
    const others: readonly unknown[] = Array.isArray(result) ? result : [];
    return declared.flatMap((member, index) => {
      const same = others.find((other) => identityOf(other) === identityOf(member));
      return lostIn(member, same, `${path}[${index}]`);
    });
  }
  if (typeof declared !== "object" || declared === null) return declared === result ? [] : [path];
  if (result === undefined && Object.keys(declared).length > 0) return [path];
  return Object.entries(declared).flatMap(([name, member]) =>
    lostIn(member, (Object(result) as Record<string, unknown>)[name], memberPath(path, name)),
  );
}

/** In the place of a maximum throughput: there is none. */
const NO_MAXIMUM = -1;

/** What tells the members of a list apart. */
function identityOf(member: unknown): unknown {
  const { IndexName, AttributeName, Key } = Object(member) as Record<string, unknown>;
  return IndexName ?? AttributeName ?? Key ?? member;
}
