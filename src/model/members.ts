import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AttributeSpec } from "./attribute.js";
import { type Codec, InvalidValue, wrongStorage, wrongType } from "./codec.js";

type Values = Readonly<Record<string, unknown>>;
type Stored = Record<string, AttributeValue>;

/** Named attributes, compiled once into lists that encoding and decoding run down. */
export class Members {
  readonly #fields: readonly { readonly name: string; readonly spec: AttributeSpec }[];
  readonly #names: ReadonlySet<string>;

  constructor(specs: Readonly<Record<string, AttributeSpec>>) {
    this.#fields = Object.entries(specs).map(([name, spec]) => ({ name, spec }));
    this.#names = new Set(Object.keys(specs));
  }

  /** The names that no attribute has. */
  unknownNames(values: Values): string[] {
    return Object.keys(values).filter((name) => !this.#names.has(name) && values[name] !== undefined);
  }

  encode(values: Values): Stored {
    const stored: Stored = {};
    let current = "";
    try {
      for (const { name, spec } of this.#fields) {
        current = name;
        const value = values[name] ?? absent(values[name], spec);
        if (value !== undefined) stored[name] = spec.codec.encode(value);
      }
    } catch (error) {
      throw error instanceof InvalidValue ? error.under(current) : error;
    }
    return stored;
  }

  /** @param isPart - Whether only a part of the attributes was asked for, so that any of them may be missing. */
  decode(stored: Readonly<Record<string, AttributeValue>>, isPart = false): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    let current = "";
    try {
      for (const { name, spec } of this.#fields) {
        current = name;
        const member = stored[name];
        if (member !== undefined) values[name] = spec.codec.decode(member);
        else if (!isPart && spec.need !== "optional") values[name] = absent(undefined, spec);
      }
    } catch (error) {
      throw error instanceof InvalidValue ? error.under(current) : error;
    }
    return values;
  }
}

/** The value of an attribute's default. */
export function defaultOf({ need, defaultValue }: AttributeSpec): unknown {
  if (need !== "default") return undefined;
  return typeof defaultValue === "function" ? (defaultValue as () => unknown)() : defaultValue;
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
      if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrongType("an object", value);
      const [unknown] = members.unknownNames(value);
      if (unknown !== undefined) throw new InvalidValue("is no member of this map").under(unknown);
      return { M: members.encode(value) };
    },
    decode: (stored) => {
      if (stored.M === undefined) throw wrongStorage("M", stored);
      return members.decode(stored.M);
    },
  };
}
