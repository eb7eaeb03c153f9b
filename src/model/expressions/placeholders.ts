import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** Placeholders are created once: setting a property whose name is a new string each time is slow. */
const MADE = 64;
const NAMES = Array.from({ length: MADE }, (_, place) => `#${place}`);
const VALUES = Array.from({ length: MADE }, (_, place) => `:${place}`);

/**
 * The names and values of one request, shared by its expressions. Every name in an expression is a placeholder, so it
 * cannot be a reserved word of DynamoDB.
 */
export class Placeholders {
  readonly #known = new Map<string, string>();
  #names: Record<string, string> | undefined;
  #values: Record<string, AttributeValue> | undefined;
  #valueCount = 0;

  /** The placeholder of an attribute name, the same for equal names. */
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

  /** The placeholder of a stored value. */
  value(stored: AttributeValue): string {
    const count = this.#valueCount++;
    const placeholder = VALUES[count] ?? `:${count}`;
    this.#values ??= {};
    this.#values[placeholder] = stored;
    return placeholder;
  }

  /**
   * The request's ExpressionAttributeNames; `undefined` if there are none, because DynamoDB refuses an empty object.
   */
  get names(): Record<string, string> | undefined {
    return this.#names;
  }

  /** The request's ExpressionAttributeValues; `undefined` if there are none. */
  get values(): Record<string, AttributeValue> | undefined {
    return this.#values;
  }
}
