import type { AwsError } from "../../control-plane/aws-error.js";
import { type AttributeValue, attributeOf, type Item } from "../values/attribute-value.js";

/** A document path: the name of an attribute, then names in maps and places in lists. */
export type Path = readonly [string, ...(string | number)[]];

/** The value at a path of an item. */
export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value = attributeOf(item, path[0]);
  for (let place = 1; place < path.length && value !== undefined; place++) value = memberOf(value, path[place]);
  return value;
}

function memberOf(value: AttributeValue, part: string | number | undefined): AttributeValue | undefined {
  if (typeof part === "number") return "L" in value ? value.L[part] : undefined;
  return "M" in value && part !== undefined ? attributeOf(value.M, part) : undefined;
}

/** A path in the notation of DynamoDB's errors. */
export function formatPath(path: Path): string {
  return `[${path.map((part) => (typeof part === "number" ? `[${part}]` : part)).join(", ")}]`;
}

export function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((part, place) => part === b[place]);
}

/** The paths that begin with the same parts. */
interface Branch {
  /** The first path that goes through here. */
  readonly first: Path;
  readonly names: Map<string, Branch>;
  readonly places: Map<number, Branch>;
  isEnd: boolean;
}

/**
 * Throws the error for DynamoDB's text if two paths overlap, or if one has a name where another has a place in a list. The
 * second kind of error is reported only if there is none of the first.
 */
export function checkDistinctPaths(error: (message: string) => AwsError, paths: readonly Path[]): void {
  const roots = new Map<string, Branch>();
  let conflict: readonly [Path, Path] | undefined;
  for (const path of paths) {
    let branches: Map<string | number, Branch> = roots;
    for (const [place, part] of path.entries()) {
      const known = branches.get(part);
      const isEnd = place === path.length - 1;
      if (known && (isEnd || known.isEnd)) throw error(pathsText("overlap", known.first, path));
      const branch: Branch = known ?? { first: path, names: new Map(), places: new Map(), isEnd };
      branches.set(part, branch);
      const isName = typeof path[place + 1] === "string";
      const [other] = (isName ? branch.places : branch.names).values();
      if (other && !isEnd) conflict ??= [other.first, path];
      branches = isName ? branch.names : branch.places;
    }
  }
  if (conflict) throw error(pathsText("conflict", ...conflict));
}

function pathsText(verb: "overlap" | "conflict", one: Path, two: Path): string {
  return (
    `Two document paths ${verb} with each other; must remove or rewrite one of these paths; ` +
    `path one: ${formatPath(one)}, path two: ${formatPath(two)}`
  );
}
