import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AttributeSpec, Attributes } from "../attribute.js";
import { sumText } from "../decimal.js";
import { number } from "../scalars.js";
import type { Schema } from "../schema.js";
import { type Action, Change, type Effect } from "./change.js";
import { Comparable, suggestMethod } from "./comparable.js";
import { type Operand, placeholderOf } from "./comparison.js";
import { Condition } from "./condition.js";
import { DocumentPath } from "./document-path.js";
import type { Fields, StoredType } from "./field-types.js";
import { type CodecOf, ownCodec, PathOperand } from "./path-operand.js";
import type { Scope } from "./scope.js";
import * as operations from "./supported-operations.js";

const STORED_TYPES: readonly string[] = ["S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"];

class SizeImpl extends Comparable {
  constructor(readonly path: DocumentPath) {
    super();
  }

  override toString(): string {
    return `${this.path}.size()`;
  }

  override missing(name: string) {
    return suggestMethod(name, Comparable);
  }

  protected override operand(): Operand {
    const { path } = this;
    const sized = new PathOperand(path, () => number, { operation: operations.SIZE, method: "size" });
    return {
      write: (scope) => `size(${sized.write(scope)})`,
      encode: (scope, value) => sized.encode(scope, value),
      toString: () => `${path}.size()`,
    };
  }
}

/** The implementation of all field types, each of which has the methods that its attribute supports. */
class FieldImpl extends Comparable {
  readonly #path: DocumentPath;

  constructor(path: DocumentPath) {
    super();
    this.#path = path;
  }

  override toString(): string {
    return String(this.#path);
  }

  override missing(name: string) {
    if (this.#path.spec?.codec.storage !== "M") return suggestMethod(name, FieldImpl, Comparable);
    return { message: "members of maps are selected with key.", fix: `write .key(${JSON.stringify(name)}).` };
  }

  protected override operand(method?: string): Operand {
    if (method === undefined) return new PathOperand(this.#path, ownCodec);
    return new PathOperand(this.#path, operations.partCodec, { operation: operations.ORDER, method });
  }

  exists(): Condition {
    return new Condition((scope) => `attribute_exists(${this.#path.write(scope)})`);
  }

  notExists(): Condition {
    return new Condition((scope) => `attribute_not_exists(${this.#path.write(scope)})`);
  }

  hasType(type: StoredType): Condition {
    return new Condition((scope) => {
      if (!STORED_TYPES.includes(type))
        scope.report(`${this.#path}.hasType`, "there is no such type.", `the types are ${STORED_TYPES.join(", ")}.`);
      return `attribute_type(${this.#path.write(scope)}, ${scope.placeholders.value({ S: type })})`;
    });
  }

  beginsWith(start: unknown): Condition {
    return this.#functionCall("begins_with", operations.PREFIX, "beginsWith", operations.partCodec, start);
  }

  contains(part: unknown): Condition {
    return this.#functionCall("contains", operations.CONTENT, "contains", operations.contentCodec, part);
  }

  size(): SizeImpl {
    return new SizeImpl(this.#path);
  }

  key(name: string): FieldImpl {
    return new FieldImpl(this.#path.member(name));
  }

  at(index: number): FieldImpl {
    return new FieldImpl(this.#path.element(index));
  }

  set(value: unknown): Change {
    const write = (path: string, scope: Scope) => `${path} = ${placeholderOf(scope, this.#written(scope, value))}`;
    return this.#change("SET", write, () => this.#path.spec?.codec.encode(value));
  }

  setIfMissing(value: unknown): Change {
    const write = (path: string, scope: Scope) =>
      `${path} = if_not_exists(${path}, ${placeholderOf(scope, this.#written(scope, value))})`;
    return this.#change("SET", write, (before) => before ?? this.#path.spec?.codec.encode(value));
  }

  remove(): Change {
    const write = (path: string, scope: Scope) => {
      if (this.#path.isNeeded)
        scope.report(`${this.#path}.remove`, "an item must have it.", "make the attribute optional, or set it.");
      return path;
    };
    return this.#change("REMOVE", write, () => undefined);
  }

  add(amount: unknown): Change {
    const operand = this.#operandOf(operations.SUM, "add", operations.amountCodec);
    // DynamoDB documents ADD of numbers for top-level attributes only.
    const { steps, spec } = this.#path;
    if (steps.length === 1 || spec?.codec.storage !== "N") {
      const write = (_: string, scope: Scope) =>
        `${operand.write(scope)} ${placeholderOf(scope, operand.encode(scope, amount))}`;
      return this.#change("ADD", write, spec?.codec.storage === "N" ? sumWith(spec, amount) : undefined);
    }
    return this.#change("SET", (path, scope) => {
      const zero = scope.placeholders.value({ N: "0" });
      return `${path} = if_not_exists(${path}, ${zero}) + ${placeholderOf(scope, operand.encode(scope, amount))}`;
    });
  }

  delete(members: unknown): Change {
    const operand = this.#operandOf(operations.DIFFERENCE, "delete", operations.partCodec);
    return this.#change(
      "DELETE",
      (_, scope) => `${operand.write(scope)} ${placeholderOf(scope, operand.encode(scope, members))}`,
    );
  }

  append(values: unknown): Change {
    return this.#grown("append", values, (old, added) => `${old}, ${added}`);
  }

  prepend(values: unknown): Change {
    return this.#grown("prepend", values, (old, added) => `${added}, ${old}`);
  }

  /** The stored form of a new value of the path. */
  #written(scope: Scope, value: unknown): AttributeValue | undefined {
    const spec = this.#path.writtenIn(scope.schema);
    return spec && this.#path.encode(scope, spec.codec, value);
  }

  #grown(method: string, values: unknown, inOrder: (old: string, added: string) => string): Change {
    const operand = this.#operandOf(operations.GROWTH, method, operations.partCodec);
    return this.#change("SET", (path, scope) => {
      const old = `if_not_exists(${operand.write(scope)}, ${scope.placeholders.value({ L: [] })})`;
      return `${path} = list_append(${inOrder(old, placeholderOf(scope, operand.encode(scope, values)))})`;
    });
  }

  #functionCall(
    name: string,
    operation: operations.SupportedOperation,
    method: string,
    codecOf: CodecOf,
    value: unknown,
  ): Condition {
    const operand = this.#operandOf(operation, method, codecOf);
    return new Condition(
      (scope) => `${name}(${operand.write(scope)}, ${placeholderOf(scope, operand.encode(scope, value))})`,
    );
  }

  #operandOf(operation: operations.SupportedOperation, method: string, codecOf: CodecOf): Operand {
    return new PathOperand(this.#path, codecOf, { operation, method });
  }

  #change(action: Action, write: (path: string, scope: Scope) => string, effect?: Effect): Change {
    return new Change(action, this.#path, write, effect);
  }
}

function sumWith(spec: AttributeSpec, amount: unknown): Effect {
  return (before) => ({ N: sumText(before?.N ?? "0", operations.amountCodec(spec).encode(amount).N ?? "0") });
}

const FIELDS = new WeakMap<Schema, object>();

/** The fields of a model's items, created once: they have no state of a request. */
export function fieldsOf<A extends Attributes>(schema: Schema): Fields<A> {
  const made = FIELDS.get(schema) ?? makeFields(schema);
  FIELDS.set(schema, made);
  // The schema was created from A, and FieldImpl has the methods of every field type.
  return made as Fields<A>;
}

function makeFields(schema: Schema): object {
  const field = (name: string) => new FieldImpl(DocumentPath.of(schema, name));
  const known = new Map(Object.keys(schema.attributes).map((name) => [name, field(name)]));
  // An unknown name gets a field too, which is reported when its expression is compiled.
  const get = (_: object, name: string | symbol) =>
    typeof name === "symbol" ? undefined : (known.get(name) ?? field(name));
  return new Proxy({}, { get });
}
