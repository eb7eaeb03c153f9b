import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AttributeSpec, Attributes } from "../attribute.js";
import { sumText } from "../decimal.js";
import { number } from "../scalars.js";
import type { Schema } from "../schema.js";
import * as abilities from "./abilities.js";
import { type Action, Change, type Effect } from "./change.js";
import { Condition } from "./clause.js";
import { Comparable, suggestMethod } from "./comparable.js";
import { type Operand, placed } from "./comparison.js";
import type { Fields, StoredType } from "./fields.js";
import { Place } from "./place.js";
import { type CodecOf, PlaceOperand, whole } from "./place-operand.js";
import type { Scope } from "./scope.js";

const STORED_TYPES: readonly string[] = ["S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"];

class SizeImpl extends Comparable {
  constructor(readonly place: Place) {
    super();
  }

  override toString(): string {
    return `${this.place}.size()`;
  }

  override missing(name: string) {
    return suggestMethod(name, Comparable);
  }

  protected override operand(): Operand {
    const { place } = this;
    const sized = new PlaceOperand(place, () => number, { ability: abilities.SIZE, method: "size" });
    return {
      write: (scope) => `size(${sized.write(scope)})`,
      encode: (scope, value) => sized.encode(scope, value),
      toString: () => `${place}.size()`,
    };
  }
}

/** The one class behind the types of fields, which say what of it fits which attribute. */
class FieldImpl extends Comparable {
  readonly #place: Place;

  constructor(place: Place) {
    super();
    this.#place = place;
  }

  override toString(): string {
    return String(this.#place);
  }

  override missing(name: string) {
    if (this.#place.spec?.codec.storage !== "M") return suggestMethod(name, FieldImpl, Comparable);
    return { message: "members of maps are asked for with key.", fix: `write .key(${JSON.stringify(name)}).` };
  }

  protected override operand(method?: string): Operand {
    if (method === undefined) return new PlaceOperand(this.#place, whole);
    return new PlaceOperand(this.#place, abilities.partCodec, { ability: abilities.ORDER, method });
  }

  exists(): Condition {
    return new Condition((scope) => `attribute_exists(${this.#place.write(scope)})`);
  }

  notExists(): Condition {
    return new Condition((scope) => `attribute_not_exists(${this.#place.write(scope)})`);
  }

  hasType(type: StoredType): Condition {
    return new Condition((scope) => {
      if (!STORED_TYPES.includes(type))
        scope.report(`${this.#place}.hasType`, "there is no such type.", `the types are ${STORED_TYPES.join(", ")}.`);
      return `attribute_type(${this.#place.write(scope)}, ${scope.into.value({ S: type })})`;
    });
  }

  beginsWith(start: unknown): Condition {
    return this.#asked("begins_with", abilities.PREFIX, "beginsWith", abilities.partCodec, start);
  }

  contains(part: unknown): Condition {
    return this.#asked("contains", abilities.CONTENT, "contains", abilities.contentCodec, part);
  }

  size(): SizeImpl {
    return new SizeImpl(this.#place);
  }

  key(name: string): FieldImpl {
    return new FieldImpl(this.#place.member(name));
  }

  at(index: number): FieldImpl {
    return new FieldImpl(this.#place.element(index));
  }

  set(value: unknown): Change {
    const write = (path: string, scope: Scope) => `${path} = ${placed(scope, this.#written(scope, value))}`;
    return this.#change("SET", write, () => this.#place.spec?.codec.encode(value));
  }

  setIfMissing(value: unknown): Change {
    return this.#change("SET", (path, scope) => {
      return `${path} = if_not_exists(${path}, ${placed(scope, this.#written(scope, value))})`;
    });
  }

  remove(): Change {
    const write = (path: string, scope: Scope) => {
      if (this.#place.isNeeded)
        scope.report(
          `${this.#place}.remove`,
          "an item cannot go without it.",
          "make the attribute optional, or set it.",
        );
      return path;
    };
    return this.#change("REMOVE", write, () => undefined);
  }

  add(amount: unknown): Change {
    const operand = this.#operandOf(abilities.SUM, "add", abilities.amountCodec);
    // DynamoDB documents ADD of numbers for whole attributes only.
    const { steps, spec } = this.#place;
    if (steps.length === 1 || spec?.codec.storage !== "N") {
      const write = (_: string, scope: Scope) =>
        `${operand.write(scope)} ${placed(scope, operand.encode(scope, amount))}`;
      return this.#change("ADD", write, spec?.codec.storage === "N" ? sumWith(spec, amount) : undefined);
    }
    return this.#change("SET", (path, scope) => {
      const zero = scope.into.value({ N: "0" });
      return `${path} = if_not_exists(${path}, ${zero}) + ${placed(scope, operand.encode(scope, amount))}`;
    });
  }

  delete(members: unknown): Change {
    const operand = this.#operandOf(abilities.DIFFERENCE, "delete", abilities.partCodec);
    return this.#change(
      "DELETE",
      (_, scope) => `${operand.write(scope)} ${placed(scope, operand.encode(scope, members))}`,
    );
  }

  append(values: unknown): Change {
    return this.#grown("append", values, (old, added) => `${old}, ${added}`);
  }

  prepend(values: unknown): Change {
    return this.#grown("prepend", values, (old, added) => `${added}, ${old}`);
  }

  /** What is stored of a new value of the place. */
  #written(scope: Scope, value: unknown): AttributeValue | undefined {
    const spec = this.#place.writtenIn(scope.schema);
    return spec && this.#place.encode(scope, spec.codec, value);
  }

  #grown(method: string, values: unknown, inOrder: (old: string, added: string) => string): Change {
    const operand = this.#operandOf(abilities.GROWTH, method, abilities.partCodec);
    return this.#change("SET", (path, scope) => {
      const old = `if_not_exists(${operand.write(scope)}, ${scope.into.value({ L: [] })})`;
      return `${path} = list_append(${inOrder(old, placed(scope, operand.encode(scope, values)))})`;
    });
  }

  #asked(name: string, ability: abilities.Ability, method: string, codecOf: CodecOf, value: unknown): Condition {
    const operand = this.#operandOf(ability, method, codecOf);
    return new Condition((scope) => `${name}(${operand.write(scope)}, ${placed(scope, operand.encode(scope, value))})`);
  }

  #operandOf(ability: abilities.Ability, method: string, codecOf: CodecOf): Operand {
    return new PlaceOperand(this.#place, codecOf, { ability, method });
  }

  #change(action: Action, write: (path: string, scope: Scope) => string, effect?: Effect): Change {
    return new Change(action, this.#place, write, effect);
  }
}

function sumWith(spec: AttributeSpec, amount: unknown): Effect {
  return (before) => ({ N: sumText(before?.N ?? "0", abilities.amountCodec(spec).encode(amount).N ?? "0") });
}

const FIELDS = new WeakMap<Schema, object>();

/** The fields of a model's items, made once: they hold nothing of any request. */
export function fieldsOf<A extends Attributes>(schema: Schema): Fields<A> {
  const made = FIELDS.get(schema) ?? makeFields(schema);
  FIELDS.set(schema, made);
  // The schema was made of A, and FieldImpl has the methods of every field type.
  return made as Fields<A>;
}

function makeFields(schema: Schema): object {
  const field = (name: string) => new FieldImpl(Place.of(schema, name));
  const known = new Map(Object.keys(schema.attributes).map((name) => [name, field(name)]));
  // A name that no attribute has gets a field too, which says so when its expression is compiled.
  const get = (_: object, name: string | symbol) =>
    typeof name === "symbol" ? undefined : (known.get(name) ?? field(name));
  return new Proxy({}, { get });
}
