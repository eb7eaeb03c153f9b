import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type DefinitionIssue, ExpressionError, ItemValidationError } from "../../errors.js";
import { issueOf } from "../../validation/issues.js";
import type { AttributeSpec } from "../attribute.js";
import { type Codec, InvalidValue, pathText } from "../codec.js";
import type { Schema } from "../schema.js";
import type { IndexSchema } from "../table-keys.js";
import type { Placeholders } from "./placeholders.js";

/** The attribute with a name; inherited properties of objects are ignored. */
export function specOf(specs: Readonly<Record<string, AttributeSpec>>, name: string): AttributeSpec | undefined {
  return Object.hasOwn(specs, name) ? specs[name] : undefined;
}

/** The table or the index, for messages. */
export function holderText(index: IndexSchema | undefined): string {
  return index === undefined ? "the table" : `index "${index.indexName}"`;
}

/** Why an expression cannot use an attribute. */
export interface Restriction {
  readonly reason: string;
  readonly fix: string;
}

/** The purpose of an expression. */
interface Subject {
  /** The item that it applies to. */
  readonly item?: object | undefined;
  /** Returns why it cannot use an attribute; `undefined` if it can. */
  readonly restrictionOf?: ((name: string) => Restriction | undefined) | undefined;
}

/** The state of the compilation of one expression: its model, the request's placeholders, and the issues so far. */
export class Scope {
  #issues: DefinitionIssue[] | undefined;
  #hasMisfits = false;

  constructor(
    readonly schema: Schema,
    readonly placeholders: Placeholders,
    readonly about: Subject = {},
  ) {}

  /** Adds an issue, unless it was added already. */
  report(path: string, message: string, fix?: string): void {
    this.#issues ??= [];
    if (this.#issues.some((issue) => issue.path === path && issue.message === message)) return;
    this.#issues.push(issueOf(path, message, fix));
  }

  /** The placeholder of an attribute of the item. */
  attribute(name: string): string {
    const restriction = this.about.restrictionOf?.(name);
    if (restriction !== undefined) this.report(name, restriction.reason, restriction.fix);
    return this.placeholders.name(name);
  }

  /** The stored form of a value at a path of the item; `undefined` if it does not fit, which is added as an issue. */
  encode(steps: readonly (string | number)[], codec: Codec<unknown>, value: unknown): AttributeValue | undefined {
    return this.attempt(steps, () => codec.encode(value));
  }

  /** Returns the result of a conversion; `undefined` if the value does not fit, which is added as an issue. */
  attempt<T>(steps: readonly (string | number)[], convert: () => T): T | undefined {
    try {
      return convert();
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      this.#hasMisfits = true;
      for (const problem of error.within(...steps).problems)
        this.report(pathText(problem.steps), `${problem.problem}.`);
      return undefined;
    }
  }

  /**
   * @throws {@link ItemValidationError} with all issues, if a value does not fit.
   * @throws {@link ExpressionError} with all issues, if all values fit.
   */
  finish(text: string): string {
    if (this.#issues === undefined) return text;
    const { table } = this.schema;
    if (!this.#hasMisfits) throw new ExpressionError(`Table ${JSON.stringify(table)}`, this.#issues);
    const key = this.about.item === undefined ? {} : this.schema.keyOf(this.about.item);
    throw new ItemValidationError({ tableName: table, key }, this.#issues);
  }
}
