import { ExpressionError } from "../../errors.js";
import { suggest } from "../../validation/suggestions.js";
import type { Condition } from "./clause.js";
import { between, compare, type Operand, oneOf } from "./comparison.js";

/** How attributes and sizes compare. */
export abstract class Comparable {
  protected abstract operand(method?: string): Operand;
  /** What is wrong with a name that it has not. */
  abstract missing(name: string): { readonly message: string; readonly fix: string };

  eq(value: unknown): Condition {
    return compare(this.operand(), "=", value);
  }

  ne(value: unknown): Condition {
    return compare(this.operand(), "<>", value);
  }

  lt(value: unknown): Condition {
    return compare(this.operand("lt"), "<", value);
  }

  lte(value: unknown): Condition {
    return compare(this.operand("lte"), "<=", value);
  }

  gt(value: unknown): Condition {
    return compare(this.operand("gt"), ">", value);
  }

  gte(value: unknown): Condition {
    return compare(this.operand("gte"), ">=", value);
  }

  between(low: unknown, high: unknown): Condition {
    return between(this.operand("between"), low, high);
  }

  in(values: readonly unknown[]): Condition {
    return oneOf(this.operand(), values);
  }
}

/** A name that no field has, such as that of a member of a map, ends the chain of prototypes: it is refused there. */
const END = new Proxy(Object.prototype, {
  get(target, name, field: unknown) {
    const isKnown = typeof name === "symbol" || name in target || UNASKED.has(name);
    if (isKnown || !(field instanceof Comparable)) return Reflect.get(target, name, field);
    throw new ExpressionError("Expression", [{ path: `${field}.${name}`, ...field.missing(name) }]);
  },
});
/** What runtimes and tools ask any object for. */
const UNASKED: ReadonlySet<string> = new Set(["then", "toJSON", "inspect", "asymmetricMatch", "nodeType"]);
Object.setPrototypeOf(Comparable.prototype, END);

/** What to write in place of a method that there is not. */
export function suggestMethod(name: string, ...classes: readonly { readonly prototype: object }[]) {
  const methods = classes.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
  const known = methods.filter((method) => !["constructor", "operand", "missing", "toString"].includes(method));
  return { message: "there is no such method.", fix: suggest(name, known, "methods") };
}
