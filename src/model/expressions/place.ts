import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { suggest } from "../../validation/suggestions.js";
import type { AttributeSpec } from "../attribute.js";
import { type Codec, pathText } from "../codec.js";
import type { Schema } from "../schema.js";
import { type Scope, specOf } from "./scope.js";

type Step = string | number;

/** What is wrong with a place that an item has not. */
interface Fault {
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** The attribute of a place, or the reason why there is none. */
type Target = AttributeSpec | Fault;

/** Where in an item something is: an attribute, or a part of one. */
export class Place {
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

  /** The place of an attribute. */
  static of(schema: Schema, name: string): Place {
    const target = specOf(schema.attributes, name) ?? unknownName([name], "attribute", schema.attributes);
    return new Place([name], target, true);
  }

  /** What is known of the attribute there; `undefined` where the item has no such place. */
  get spec(): AttributeSpec | undefined {
    return "codec" in this.#target ? this.#target : undefined;
  }

  /** The same as it is written, where an attribute that is in a key is held to the rules of keys. */
  writtenIn({ written }: Schema): AttributeSpec | undefined {
    return this.steps.length === 1 ? specOf(written, String(this.attribute)) : this.spec;
  }

  /** Whether items cannot go without it. Elements of lists and members of records come and go. */
  get isNeeded(): boolean {
    return this.#isNamed && this.spec?.need === "required" && this.spec.role === "none";
  }

  /** The attribute that holds the place. */
  get attribute(): Step | undefined {
    return this.steps[0];
  }

  /** A member of the map or the record that is here. */
  member(name: string): Place {
    const steps = [...this.steps, name];
    if (!("codec" in this.#target)) return new Place(steps, this.#target);
    const { members, element, codec, kind } = this.#target;
    if (members !== undefined)
      return new Place(steps, specOf(members, name) ?? unknownName(steps, "member", members), true);
    if (codec.storage === "M" && element !== undefined) return new Place(steps, element);
    return new Place(steps, this.#nothingInside("key", `an attribute of type ${kind} has no members.`));
  }

  /** An element of the list that is here. */
  element(index: number): Place {
    const steps = [...this.steps, index];
    if (!("codec" in this.#target)) return new Place(steps, this.#target);
    const { element, codec, kind } = this.#target;
    if (codec.storage !== "L" || element === undefined)
      return new Place(steps, this.#nothingInside("at", `an attribute of type ${kind} has no elements.`));
    if (Number.isInteger(index) && index >= 0) return new Place(steps, element);
    return new Place(steps, this.#nothingInside("at", "an index is a whole number from 0.", "count from the start."));
  }

  /** The place as a caller would write it, for messages. */
  toString(): string {
    return pathText(this.steps);
  }

  /** The place in an expression. */
  write(scope: Scope): string {
    if (!("codec" in this.#target)) {
      const { path, message, fix } = this.#target;
      scope.report(path, message, fix);
      return "";
    }
    let text = "";
    for (const step of this.steps) {
      if (typeof step === "number") text += `[${step}]`;
      else text += text === "" ? scope.attribute(step) : `.${scope.into.name(step)}`;
    }
    return text;
  }

  /** What is stored of a value of this place; `undefined` where it does not fit, which is reported with the place. */
  encode(scope: Scope, codec: Codec<unknown>, value: unknown): AttributeValue | undefined {
    return scope.encode(this.steps, codec, value);
  }

  #nothingInside(method: string, message: string, fix = "compare or change it as a whole."): Fault {
    return { path: `${this}.${method}`, message, fix };
  }
}

function unknownName(steps: readonly Step[], what: string, known: Readonly<Record<string, unknown>>): Fault {
  const name = String(steps.at(-1));
  return { path: pathText(steps), message: `there is no ${what} "${name}".`, fix: suggest(name, Object.keys(known)) };
}
