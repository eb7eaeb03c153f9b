import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { suggest } from "../../validation/suggestions.js";
import type { AttributeSpec } from "../attribute.js";
import { type Codec, pathText } from "../codec.js";
import type { Schema } from "../schema.js";
import { type Scope, specOf } from "./scope.js";

type Step = string | number;

/** The issue for a path that does not exist in the model. */
interface PathProblem {
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** The attribute of a path, or the issue if there is none. */
type Target = AttributeSpec | PathProblem;

/** A document path: an attribute, or an element or member of one. */
export class DocumentPath {
  readonly #target: Target;
  readonly #isNamed: boolean;

  private constructor(
    readonly steps: readonly Step[],
    target: Target,
    isNamed = false,
  ) {
    this.#target = target;
    this.#isNamed = isNamed;
  }

  /** The path of an attribute. */
  static of(schema: Schema, name: string): DocumentPath {
    const target = specOf(schema.attributes, name) ?? unknownName([name], "attribute", schema.attributes);
    return new DocumentPath([name], target, true);
  }

  /** The attribute at the path; `undefined` if the path does not exist in the model. */
  get spec(): AttributeSpec | undefined {
    return "codec" in this.#target ? this.#target : undefined;
  }

  /** The attribute with the codec for writes, which also checks the rules of keys. */
  writtenIn({ written }: Schema): AttributeSpec | undefined {
    return this.steps.length === 1 ? specOf(written, String(this.attribute)) : this.spec;
  }

  /** Whether it is required in an item. Elements of lists and members of records are optional. */
  get isNeeded(): boolean {
    return this.#isNamed && this.spec?.need === "required" && this.spec.role === "none";
  }

  /** The name of the top-level attribute. */
  get attribute(): Step | undefined {
    return this.steps[0];
  }

  /** The path of a member of the map or record. */
  member(name: string): DocumentPath {
    const steps = [...this.steps, name];
    if (!("codec" in this.#target)) return new DocumentPath(steps, this.#target);
    const { members, element, codec, kind } = this.#target;
    if (members !== undefined)
      return new DocumentPath(steps, specOf(members, name) ?? unknownName(steps, "member", members), true);
    if (codec.storage === "M" && element !== undefined) return new DocumentPath(steps, element);
    return new DocumentPath(steps, this.#noParts("key", `an attribute of type ${kind} has no members.`));
  }

  /** The path of an element of the list. */
  element(index: number): DocumentPath {
    const steps = [...this.steps, index];
    if (!("codec" in this.#target)) return new DocumentPath(steps, this.#target);
    const { element, codec, kind } = this.#target;
    if (codec.storage !== "L" || element === undefined)
      return new DocumentPath(steps, this.#noParts("at", `an attribute of type ${kind} has no elements.`));
    if (Number.isInteger(index) && index >= 0) return new DocumentPath(steps, element);
    return new DocumentPath(
      steps,
      this.#noParts("at", "an index is a whole number from 0.", "count from the start of the list."),
    );
  }

  /** The path as in the caller's code, for messages. */
  toString(): string {
    return pathText(this.steps);
  }

  /** The path in an expression. */
  write(scope: Scope): string {
    if (!("codec" in this.#target)) {
      const { path, message, fix } = this.#target;
      scope.report(path, message, fix);
      return "";
    }
    let text = "";
    for (const step of this.steps) {
      if (typeof step === "number") text += `[${step}]`;
      else text += text === "" ? scope.attribute(step) : `.${scope.placeholders.name(step)}`;
    }
    return text;
  }

  /** The stored form of a value of this path; `undefined` if it does not fit, which is reported with the path. */
  encode(scope: Scope, codec: Codec<unknown>, value: unknown): AttributeValue | undefined {
    return scope.encode(this.steps, codec, value);
  }

  #noParts(method: string, message: string, fix = "compare or change it as a whole."): PathProblem {
    return { path: `${this}.${method}`, message, fix };
  }
}

function unknownName(steps: readonly Step[], what: string, known: Readonly<Record<string, unknown>>): PathProblem {
  const name = String(steps.at(-1));
  return { path: pathText(steps), message: `there is no ${what} "${name}".`, fix: suggest(name, Object.keys(known)) };
}
