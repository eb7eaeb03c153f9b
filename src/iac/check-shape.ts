import type { Report } from "../validation/issues.js";
import { memberPath } from "../validation/member-path.js";
import { shown } from "../validation/readers.js";

/**
 * What a value of a document has to be: a type, one of some texts, a list, or an object with such members. Members that are not
 * named are not checked, nor are those that are absent.
 */
export type Shape = "string" | "boolean" | Check | readonly [Shape] | Members;

/** A check of a value. */
export class Check {
  /**
   * @param wanted - What the value has to be, for messages: `"a list"`.
   * @param accepts - Whether a value is that.
   */
  constructor(
    readonly wanted: string,
    readonly accepts: (value: unknown) => boolean,
  ) {}
}

/** A check of an object, or of a list of them, with the shapes of their members. */
export class Blocks extends Check {
  constructor(
    wanted: string,
    accepts: (value: unknown) => boolean,
    readonly members: Members,
  ) {
    super(wanted, accepts);
  }
}

/** The shapes of an object's members. */
export interface Members {
  readonly [name: string]: Shape;
}

/** Reports each part of a value that has another shape. Returns whether there is none. */
export function checkShape(value: unknown, shape: Shape, path: string, report: Report): boolean {
  // In the place of a value that was reported.
  if (typeof value === "symbol") return false;
  if (typeof shape === "string") return typeof value === shape || misfit(value, `a ${shape}`, path, report);
  if (shape instanceof Blocks) {
    if (!shape.accepts(value)) return misfit(value, shape.wanted, path, report);
    if (Array.isArray(value)) return checkShape(value, [shape.members], path, report);
    return typeof value !== "object" || value === null || checkShape(value, shape.members, path, report);
  }
  if (shape instanceof Check) return shape.accepts(value) || misfit(value, shape.wanted, path, report);
  if (isList(shape)) {
    if (!Array.isArray(value)) return misfit(value, "a list", path, report);
    return value.map((member, place) => checkShape(member, shape[0], `${path}[${place}]`, report)).every(Boolean);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return misfit(value, "an object", path, report);
  return Object.entries(value)
    .filter(([name, member]) => member !== undefined && Object.hasOwn(shape, name))
    .map(([name, member]) => checkShape(member, shape[name] ?? {}, memberPath(path, name), report))
    .every(Boolean);
}

/** A shape of some texts. */
export function oneOf(...texts: readonly string[]): Shape {
  return new Check(texts.map((text) => JSON.stringify(text)).join(" or "), (value) =>
    texts.some((text) => text === value),
  );
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function misfit(value: unknown, wanted: string, path: string, report: Report): false {
  report(path, `expected ${wanted}, got ${shown(value)}.`);
  return false;
}
