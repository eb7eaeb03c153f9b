import type { RandomChoices } from "./random-choices.js";
import { randomValue } from "./random-values.js";

/** Expressions that use the placeholders below. Their types and paths need not fit any item. */
interface Placeholders {
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, object>;
}

/** Writes expressions with placeholders, which are collected. */
export class RandomExpressions {
  readonly #random: RandomChoices;
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, object> = {};

  constructor(random: RandomChoices) {
    this.#random = random;
  }

  /** The members of a request for the placeholders of the expressions so far. */
  get placeholders(): Partial<Placeholders> {
    return {
      ...(Object.keys(this.#names).length > 0 && { ExpressionAttributeNames: this.#names }),
      ...(Object.keys(this.#values).length > 0 && { ExpressionAttributeValues: this.#values }),
    };
  }

  path(): string {
    const random = this.#random;
    const first = random.oneIn(3) ? this.#named(random.of("a", "b", "size", "c")) : random.of("a", "b", "c", "gpk");
    return first + random.list(2, () => random.of(".a", ".b", "[0]", "[1]", "[99]")).join("");
  }

  value(): string {
    const name = `:v${Object.keys(this.#values).length}`;
    this.#values[name] = randomValue(this.#random);
    return name;
  }

  condition(depth = 0): string {
    const random = this.#random;
    const kind = random.below(depth < 3 ? 9 : 6);
    if (kind === 0) return `${this.path()} ${random.of("=", "<>", "<", "<=", ">", ">=")} ${this.#operand()}`;
    if (kind === 1) return `${this.path()} BETWEEN ${this.#number()} AND ${this.#operand()}`;
    if (kind === 2)
      return `${this.#operand()} IN (${[this.value(), ...random.list(3, () => this.value())].join(", ")})`;
    if (kind === 3) return `${random.of("attribute_exists", "attribute_not_exists")}(${this.path()})`;
    if (kind === 4) return `contains(${this.path()}, ${this.value()})`;
    if (kind === 5) return `${random.of("attribute_type", "begins_with")}(${this.path()}, ${this.#type()})`;
    if (kind === 6) return `NOT ${this.condition(depth + 1)}`;
    if (kind === 7) return `(${this.condition(depth + 1)})`;
    return `${this.condition(depth + 1)} ${random.of("AND", "OR")} ${this.condition(depth + 1)}`;
  }

  update(): string {
    const random = this.#random;
    // Each has another attribute, because paths may not overlap.
    const clauses = [
      () => `SET ${this.#assignment("a")}, d = ${this.value()}`,
      () => `REMOVE b${random.of("", ".a", "[0]")}`,
      () => `ADD c ${random.oneIn(3) ? this.value() : this.#number()}`,
      () => `DELETE gpk ${this.value()}`,
    ];
    const first = random.below(clauses.length);
    return clauses
      .slice(first, first + 1 + random.below(3))
      .map((clause) => clause())
      .join(" ");
  }

  projection(): string {
    return ["a", "b", "c"]
      .slice(this.#random.below(3))
      .map((name) => `${name}${this.#random.of("", "[0]", ".a")}`)
      .join(", ");
  }

  /** A key condition of a table or an index with these keys. */
  keyCondition(partition: string, sort: string | undefined): string {
    const random = this.#random;
    this.#values[":pk"] = { S: random.of("a", "b", "c") };
    const first = `${partition} = :pk`;
    if (sort === undefined || random.oneIn(3)) return first;
    const [low, high] = sort === "lsk" ? [{ B: "YQ==" }, { B: "YWI=" }] : [{ N: "1" }, { N: "5" }];
    this.#values[":low"] = low;
    if (random.oneIn(2)) return `${first} AND ${sort} ${random.of("=", "<", "<=", ">", ">=")} :low`;
    this.#values[":high"] = high;
    return `${first} AND ${sort} BETWEEN :low AND :high`;
  }

  #operand(): string {
    const random = this.#random;
    if (random.oneIn(4)) return `size(${this.path()})`;
    return random.oneIn(2) ? this.path() : this.value();
  }

  #type(): string {
    const name = this.value();
    this.#values[name] = { S: this.#random.of("S", "N", "M") };
    return name;
  }

  #number(): string {
    const name = this.value();
    this.#values[name] = { N: String(this.#random.below(10)) };
    return name;
  }

  #assignment(path: string): string {
    const random = this.#random;
    const part = () =>
      random.of(
        () => this.path(),
        () => this.value(),
        () => `if_not_exists(${this.path()}, ${this.value()})`,
        () => `list_append(${this.path()}, ${this.value()})`,
      )();
    return `${path} = ${part()}${random.oneIn(3) ? ` ${random.of("+", "-")} ${part()}` : ""}`;
  }

  #named(name: string): string {
    const placeholder = `#n${Object.keys(this.#names).length}`;
    this.#names[placeholder] = name;
    return placeholder;
  }
}
