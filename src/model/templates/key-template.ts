import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AttributeSpec, KeyStorage } from "../attribute.js";
import { InvalidValue } from "../codec.js";
import { Escapes } from "./escapes.js";
import { fixedLength, plainText, storedOf } from "./key-text.js";
import type { AttributePart, LiteralPart, TemplatePart } from "./parse-template.js";

type Stored = Readonly<Record<string, AttributeValue>>;

/** The value of an attribute in a template. */
export interface ValuePart {
  readonly kind: "attribute";
  readonly name: string;
  readonly spec: AttributeSpec;
  readonly width: number | undefined;
  /** Absent if no separator follows. */
  readonly escapes: Escapes | undefined;
}

type Part = LiteralPart | ValuePart;

/** The start of a key that some values determine. */
export interface KeyStart {
  readonly text: string;
  /** The attribute that follows; `undefined` if the values determine the whole key. */
  readonly next: ValuePart | undefined;
}

/** The template of a key attribute. */
export class KeyTemplate {
  /** The names of its attributes, from the left. */
  readonly names: readonly string[];
  readonly #parts: readonly Part[];

  /**
   * @param source - Its text in the model's definition.
   * @param storage - The type of the key attribute. A number or bytes is the value of the template's only attribute.
   * @param isSorted - Whether the keys are sorted: those of a sort key.
   */
  constructor(
    readonly source: string,
    parts: readonly TemplatePart[],
    readonly storage: KeyStorage,
    specs: Readonly<Record<string, AttributeSpec>>,
    isSorted: boolean,
  ) {
    this.#parts = parts.map((part, place) => {
      if (part.kind === "literal") return part;
      const spec = specs[part.name] as AttributeSpec; // the names were checked with the definition
      return { ...part, spec, escapes: escapesAfter(part, spec, parts[place + 1], isSorted) };
    });
    this.names = [...new Set(this.#values.map(({ name }) => name))];
  }

  /** The text that all keys of the template start with. */
  get literalStart(): string {
    const [first] = this.#parts;
    return first?.kind === "literal" ? first.text : "";
  }

  /** The key of an item; `undefined` if one of the attributes has no value. */
  keyOf(stored: Stored): AttributeValue | undefined {
    if (this.storage !== "S") return present(stored[this.names[0] ?? ""]);
    const { text, next } = this.startOf(stored);
    return next === undefined ? { S: text } : undefined;
  }

  /** The start of the key that the values determine, from the left. */
  startOf(stored: Stored): KeyStart {
    let text = "";
    for (const part of this.#parts) {
      if (part.kind === "literal") text += part.text;
      else {
        const value = present(stored[part.name]);
        if (value === undefined) return { text, next: part };
        text += this.textOf(part, value);
      }
    }
    return { text, next: undefined };
  }

  /** The text of a value in the key. Throws an {@link InvalidValue} if it cannot be part of a key. */
  textOf({ name, spec, width, escapes }: ValuePart, value: AttributeValue): string {
    try {
      const text = plainText(spec, width, value);
      return escapes === undefined ? text : escapes.write(text);
    } catch (error) {
      throw error instanceof InvalidValue ? error.within(name) : error;
    }
  }

  /** The text between an attribute and the next one. */
  textAfter(part: ValuePart): string {
    const next = this.#parts[this.#parts.indexOf(part) + 1];
    return next?.kind === "literal" ? next.text : "";
  }

  /** Whether an attribute is the end of the template. */
  isLast(part: ValuePart): boolean {
    return this.#parts.at(-1) === part;
  }

  /** The values in a key; `undefined` if it is not a key of this template. */
  read(key: AttributeValue | undefined): Record<string, AttributeValue> | undefined {
    if (key === undefined) return undefined;
    if (this.storage !== "S") return this.storage in key ? { [this.names[0] ?? ""]: key } : undefined;
    const values: Record<string, AttributeValue> = {};
    let rest = key.S;
    for (const part of this.#parts) {
      if (rest === undefined) return undefined;
      rest = part.kind === "literal" ? without(rest, part.text) : this.#readValue(part, rest, values);
    }
    return rest === "" ? values : undefined;
  }

  /** Reads a value at the start of a text. Returns the text after it. */
  #readValue(part: ValuePart, text: string, values: Record<string, AttributeValue>): string | undefined {
    const length = fixedLength(part.spec, part.width) ?? text.length;
    const found = part.escapes === undefined ? { value: text.slice(0, length), length } : part.escapes.read(text);
    const stored = found && storedOf(part.spec, found.value);
    // Another text than the one that the template makes of the value is not one of its keys.
    if (stored === undefined || this.#tryText(part, stored) !== text.slice(0, found?.length)) return undefined;
    values[part.name] = stored;
    return text.slice(found?.length);
  }

  #tryText(part: ValuePart, stored: AttributeValue): string | undefined {
    try {
      return this.textOf(part, stored);
    } catch (error) {
      if (error instanceof InvalidValue) return undefined;
      throw error;
    }
  }

  get #values(): ValuePart[] {
    return this.#parts.filter((part) => part.kind === "attribute");
  }
}

/** The escapes of an attribute that a literal follows; `undefined` if its texts end with the key, or have a fixed length. */
function escapesAfter(
  { width }: AttributePart,
  spec: AttributeSpec,
  next: TemplatePart | undefined,
  isSorted: boolean,
): Escapes | undefined {
  if (next?.kind !== "literal" || fixedLength(spec, width) !== undefined) return undefined;
  return new Escapes(next.text.charAt(0), isSorted);
}

/** A value of an item. Null is not one: an index does not store it. */
function present(value: AttributeValue | undefined): AttributeValue | undefined {
  return value?.NULL === undefined ? value : undefined;
}

function without(text: string, start: string): string | undefined {
  return text.startsWith(start) ? text.slice(start.length) : undefined;
}
