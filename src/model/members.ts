import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { nearest } from "../validation/suggestions.js";
import type { AttributeSpec } from "./attribute.js";
import { addProblems, type Codec, InvalidValue, wrongStorage, wrongType } from "./codec.js";
import { isBytes, isDate, isFloat32Array, isObject, isPlain, isSet } from "./value-kinds.js";
import { toFloat32Array } from "./vectors.js";

type Values = Readonly<Record<string, unknown>>;
type Stored = Record<string, AttributeValue>;

interface Field {
  readonly name: string;
  readonly spec: AttributeSpec;
  /** Whether every object inherits a member of this name, such as `toString`, so that only an own member counts. */
  readonly isInherited: boolean;
}

/** Named attributes, compiled once for encoding and decoding. */
export class Members {
  readonly #fields: readonly Field[];
  readonly #names: ReadonlySet<string>;

  constructor(specs: Readonly<Record<string, AttributeSpec>>) {
    this.#fields = Object.entries(specs).map(([name, spec]) => ({ name, spec, isInherited: name in Object.prototype }));
    this.#names = new Set(Object.keys(specs));
  }

  /**
   * The problems of all unknown names; `undefined` if there are none.
   *
   * @param isAllowed - Whether an unknown name is not a problem.
   */
  unknownNames(values: Values, problem: string, isAllowed?: (name: string) => boolean): InvalidValue | undefined {
    let invalid: InvalidValue | undefined;
    for (const name in values) {
      if (this.#names.has(name) || values[name] === undefined || !Object.hasOwn(values, name) || isAllowed?.(name))
        continue;
      const near = nearest(name, [...this.#names]);
      const hint = near === undefined ? `known are ${[...this.#names].join(", ")}` : `the nearest is ${near}`;
      invalid = addProblems(invalid, new InvalidValue(`${problem}; ${hint}`), name);
    }
    return invalid;
  }

  /** @param invalid - The problems found before. */
  encode(values: Values, invalid?: InvalidValue): Stored {
    const stored: Stored = {};
    let current = "";
    try {
      for (const { name, spec, isInherited } of this.#fields) {
        current = name;
        const found = isInherited && !Object.hasOwn(values, name) ? undefined : values[name];
        const value = found ?? absent(found, spec);
        if (value !== undefined) stored[name] = spec.codec.encode(value);
      }
    } catch (error) {
      return this.#after(current).encode(values, addProblems(invalid, error, current));
    }
    if (invalid !== undefined) throw invalid;
    return stored;
  }

  /** @param isPart - Whether only some attributes were requested, so that any of them can be missing. */
  decode(stored: Readonly<Stored>, isPart = false, invalid?: InvalidValue): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    let current = "";
    try {
      for (const { name, spec, isInherited } of this.#fields) {
        current = name;
        const member = isInherited && !Object.hasOwn(stored, name) ? undefined : stored[name];
        if (member !== undefined) values[name] = spec.codec.decode(member);
        else if (!isPart && spec.need !== "optional") values[name] = absent(undefined, spec);
      }
    } catch (error) {
      return this.#after(current).decode(stored, isPart, addProblems(invalid, error, current));
    }
    if (invalid !== undefined) throw invalid;
    return values;
  }

  /** The members after an invalid one, whose problems are reported too. */
  #after(name: string): Members {
    const index = this.#fields.findIndex((field) => field.name === name);
    return new Members(Object.fromEntries(this.#fields.slice(index + 1).map((field) => [field.name, field.spec])));
  }
}

/** The value of an attribute's default. */
export function defaultOf({ need, defaultValue, dimensions }: AttributeSpec): unknown {
  if (need !== "default") return undefined;
  const value = typeof defaultValue === "function" ? (defaultValue as () => unknown)() : copy(defaultValue);
  return dimensions === undefined ? value : toFloat32Array(value);
}

/** A copy for every item, so that changes of one item's default do not affect other items. */
function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  if (isSet(value)) return new Set([...value].map(copy));
  if (isDate(value)) return new Date(value.getTime());
  if (isBytes(value)) return new Uint8Array(value);
  if (isFloat32Array(value)) return new Float32Array(value);
  if (!isPlain(value)) return value; // instances of classes are not copied
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(member)]));
}

/**
 * The value of a missing attribute: its default, if it has one. A null is not missing: the codec accepts or refuses it.
 */
function absent(value: null | undefined, spec: AttributeSpec): unknown {
  if (value === null) return null;
  if (spec.need === "required") throw new InvalidValue("is required");
  return defaultOf(spec);
}

/** The codec of a map with named members, each with its own type. */
export function map(specs: Readonly<Record<string, AttributeSpec>>): Codec<Values> {
  const members = new Members(specs);
  return {
    storage: "M",
    encode: (value) => {
      if (!isObject(value)) throw wrongType("an object", value);
      return { M: members.encode(value, members.unknownNames(value, "is not a member of this map")) };
    },
    decode: (stored) => {
      if (stored.M === undefined) throw wrongStorage("M", stored);
      return members.decode(stored.M);
    },
  };
}
