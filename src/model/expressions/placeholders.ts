import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** Placeholders are made once: a property of a name that is new text each time is slow to set. */
const MADE = 64;
const NAMES = Array.from({ length: MADE }, (_, place) => `#${place}`);
const VALUES = Array.from({ length: MADE }, (_, place) => `:${place}`);

/**
 * The names and values of one request, which its expressions share. No name is ever written into an expression, so none
 * can be one of DynamoDB's reserved words.
 */
export class Placeholders {
  readonly #known = new Map<string, string>();
  #names: Record<string, string> | undefined;
  #values: Record<string, AttributeValue> | undefined;
  #valueCount = 0;

  /** What stands for an attribute: the same for the same name. */
  name(attribute: string): string {
    const known = this.#known.get(attribute);
    if (known !== undefined) return known;
    const count = this.#known.size;
    const placeholder = NAMES[count] ?? `#${count}`;
    this.#known.set(attribute, placeholder);
    this.#names ??= {};
    this.#names[placeholder] = attribute;
    return placeholder;
  }

  /** What stands for a stored value. */
  value(stored: AttributeValue): string {
    const count = this.#valueCount++;
    const placeholder = VALUES[count] ?? `:${count}`;
    this.#values ??= {};
    this.#values[placeholder] = stored;
    return placeholder;
  }

  /** The request's ExpressionAttributeNames; `undefined` where nothing was named, as DynamoDB refuses empty ones. */
  get names(): Record<string, string> | undefined {
    return this.#names;
  }

  /** The request's ExpressionAttributeValues; `undefined` where there are none. */
  get values(): Record<string, AttributeValue> | undefined {
    return this.#values;
  }
}
