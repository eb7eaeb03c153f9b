import { type DefinitionIssue, ExpressionError } from "../../errors.js";
import type { AttributeSpec } from "../attribute.js";
import type { Schema } from "../schema.js";
import type { Placeholders } from "./placeholders.js";

/** The attribute of a name, and nothing that every object has by nature. */
export function specOf(specs: Readonly<Record<string, AttributeSpec>>, name: string): AttributeSpec | undefined {
  return Object.hasOwn(specs, name) ? specs[name] : undefined;
}

/** What one expression is compiled with: its model, the request's placeholders, and what was wrong so far. */
export class Scope {
  #issues: DefinitionIssue[] | undefined;

  constructor(
    readonly schema: Schema,
    readonly into: Placeholders,
  ) {}

  /** Notes a mistake, once. */
  report(path: string, message: string, fix?: string): void {
    this.#issues ??= [];
    if (this.#issues.some((issue) => issue.path === path && issue.message === message)) return;
    this.#issues.push(fix === undefined ? { path, message } : { path, message, fix });
  }

  /** @throws {@link ExpressionError} with every mistake that was noted. */
  finish(text: string): string {
    if (this.#issues !== undefined)
      throw new ExpressionError(`Table ${JSON.stringify(this.schema.table)}`, this.#issues);
    return text;
  }
}
