import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type DefinitionIssue, ExpressionError, ItemValidationError } from "../../errors.js";
import { issueOf } from "../../validation/issues.js";
import type { AttributeSpec } from "../attribute.js";
import { type Codec, InvalidValue, pathText } from "../codec.js";
import type { IndexSchema, Schema } from "../schema.js";
import type { Placeholders } from "./placeholders.js";

/** The attribute of a name, and nothing that every object has by nature. */
export function specOf(specs: Readonly<Record<string, AttributeSpec>>, name: string): AttributeSpec | undefined {
  return Object.hasOwn(specs, name) ? specs[name] : undefined;
}

/** Whose key it is, for messages. */
export function holderText(index: IndexSchema | undefined): string {
  return index === undefined ? "the table" : `index "${index.indexName}"`;
}

/** Why an expression cannot use an attribute. */
export interface Bar {
  readonly reason: string;
  readonly fix: string;
}

/** What is known of what an expression is for. */
interface Subject {
  /** The item that it is about. */
  readonly item?: object | undefined;
  /** Why it cannot use an attribute, where it cannot. */
  readonly barred?: ((name: string) => Bar | undefined) | undefined;
}

/** What one expression is compiled with: its model, the request's placeholders, and what was wrong so far. */
export class Scope {
  #issues: DefinitionIssue[] | undefined;
  #hasMisfits = false;

  constructor(
    readonly schema: Schema,
    readonly into: Placeholders,
    readonly about: Subject = {},
  ) {}

  /** Notes a mistake, once. */
  report(path: string, message: string, fix?: string): void {
    this.#issues ??= [];
    if (this.#issues.some((issue) => issue.path === path && issue.message === message)) return;
    this.#issues.push(issueOf(path, message, fix));
  }

  /** What stands for an attribute of the item in the expression. */
  attribute(name: string): string {
    const bar = this.about.barred?.(name);
    if (bar !== undefined) this.report(name, bar.reason, bar.fix);
    return this.into.name(name);
  }

  /** What is stored of a value at a place of the item; `undefined` where it does not fit, which is noted. */
  encode(steps: readonly (string | number)[], codec: Codec<unknown>, value: unknown): AttributeValue | undefined {
    try {
      return codec.encode(value);
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      this.#hasMisfits = true;
      for (const misfit of error.under(...steps).misfits) this.report(pathText(misfit.steps), `${misfit.problem}.`);
      return undefined;
    }
  }

  /**
   * @throws {@link ItemValidationError} with every mistake that was noted, where a value does not fit.
   * @throws {@link ExpressionError} with every mistake that was noted, where all values do.
   */
  finish(text: string): string {
    if (this.#issues === undefined) return text;
    const { table } = this.schema;
    if (!this.#hasMisfits) throw new ExpressionError(`Table ${JSON.stringify(table)}`, this.#issues);
    const key = this.about.item === undefined ? {} : this.schema.keyOf(this.about.item);
    throw new ItemValidationError({ tableName: table, key }, this.#issues);
  }
}
