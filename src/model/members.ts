import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { nearest } from "../validation/suggestions.js";
import type { AttributeSpec } from "./attribute.js";
import { type Codec, gather, InvalidValue, wrongStorage, wrongType } from "./codec.js";
import { isBytes, isDate, isObject, isPlain, isSet } from "./kinds.js";

type Values = Readonly<Record<string, unknown>>;
type Stored = Record<string, AttributeValue>;

interface Field {
  readonly name: string;
  readonly spec: AttributeSpec;
  /** Whether every object has something of the name, as with `toString`, so that only an own one counts. */
  readonly isInherited: boolean;
}

/** Named attributes, compiled once into lists that encoding and decoding run down. */
export class Members {
  readonly #fields: readonly Field[];
  readonly #names: ReadonlySet<string>;

  constructor(specs: Readonly<Record<string, AttributeSpec>>) {
    this.#fields = Object.entries(specs).map(([name, spec]) => ({ name, spec, isInherited: name in Object.prototype }));
    this.#names = new Set(Object.keys(specs));
  }

  /**
   * Every name that no attribute has, as a mistake; `undefined` where there is none.
   *
   * @param isFine - Whether a name is none of ours, but no mistake either.
   */
  unknownIn(values: Values, problem: string, isFine?: (name: string) => boolean): InvalidValue | undefined {
    let invalid: InvalidValue | undefined;
    for (const name in values) {
      if (this.#names.has(name) || values[name] === undefined || !Object.hasOwn(values, name) || isFine?.(name))
        continue;
      const near = nearest(name, [...this.#names]);
      const hint = near === undefined ? `known are ${[...this.#names].join(", ")}` : `the nearest is ${near}`;
      invalid = gather(invalid, new InvalidValue(`${problem}; ${hint}`), name);
    }
    return invalid;
  }

  /** @param invalid - What is wrong with the values already. */
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
      return this.#after(current).encode(values, gather(invalid, error, current));
    }
    if (invalid !== undefined) throw invalid;
    return stored;
  }

  /** @param isPart - Whether only a part of the attributes was asked for, so that any of them may be missing. */
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
      return this.#after(current).decode(stored, isPart, gather(invalid, error, current));
    }
    if (invalid !== undefined) throw invalid;
    return values;
  }

  /** The members behind one that did not fit, for the mistakes there are to name with it. */
  #after(name: string): Members {
    const place = this.#fields.findIndex((field) => field.name === name);
    return new Members(Object.fromEntries(this.#fields.slice(place + 1).map((field) => [field.name, field.spec])));
  }
}

/** The value of an attribute's default. */
export function defaultOf({ need, defaultValue }: AttributeSpec): unknown {
  if (need !== "default") return undefined;
  return typeof defaultValue === "function" ? (defaultValue as () => unknown)() : copy(defaultValue);
}

/** A value of its own for every item: what one item does to its default must not show in the next one. */
function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  if (isSet(value)) return new Set([...value].map(copy));
  if (isDate(value)) return new Date(value.getTime());
  if (isBytes(value)) return new Uint8Array(value);
  if (!isPlain(value)) return value; // of a class, which may not like copies
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(member)]));
}

/** What stands for a value that is not there. A null is there, and for the attribute to take or to refuse. */
function absent(value: null | undefined, spec: AttributeSpec): unknown {
  if (value === null) return null;
  if (spec.need === "required") throw new InvalidValue("is required");
  return defaultOf(spec);
}

/** The codec of a map with named members, each of a type of its own. */
export function map(specs: Readonly<Record<string, AttributeSpec>>): Codec<Values> {
  const members = new Members(specs);
  return {
    storage: "M",
    encode: (value) => {
      if (!isObject(value)) throw wrongType("an object", value);
      return { M: members.encode(value, members.unknownIn(value, "is no member of this map")) };
    },
    decode: (stored) => {
      if (stored.M === undefined) throw wrongStorage("M", stored);
      return members.decode(stored.M);
    },
  };
}
