import { ExpressionError } from "../../errors.js";
import { suggest } from "../../validation/suggestions.js";
import { between, compare, type Operand, oneOf } from "./comparison.js";
import type { Condition } from "./condition.js";

/** The comparisons of attributes and sizes. */
export abstract class Comparable {
  protected abstract operand(method?: string): Operand;
  /** The issue for a method that does not exist. */
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

/** The end of the prototype chain of fields: it throws for an unknown name, such as that of a member of a map. */
const UNKNOWN_NAMES = new Proxy(Object.prototype, {
  get(target, name, field: unknown) {
    const isKnown = typeof name === "symbol" || name in target || IGNORED_NAMES.has(name);
    if (isKnown || !(field instanceof Comparable)) return Reflect.get(target, name, field);
    throw new ExpressionError("Expression", [{ path: `${field}.${name}`, ...field.missing(name) }]);
  },
});
/** Names that runtimes and tools read of any object. */
const IGNORED_NAMES: ReadonlySet<string> = new Set(["then", "toJSON", "inspect", "asymmetricMatch", "nodeType"]);
Object.setPrototypeOf(Comparable.prototype, UNKNOWN_NAMES);

/** The issue for an unknown method, with a suggestion. */
export function suggestMethod(name: string, ...classes: readonly { readonly prototype: object }[]) {
  const methods = classes.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
  const known = methods.filter((method) => !["constructor", "operand", "missing", "toString"].includes(method));
  return { message: "there is no such method.", fix: suggest(name, known, "methods") };
}
