import fc from "fast-check";
import type { WireItem, WireValue } from "../../../../src/testing/items/values/wire-value.js";

/** Which values and combinations are generated. dynalite gives wrong answers for some. */
export interface Kinds {
  /** Lists and maps, `false`, empty texts and binary values, and characters that UTF-16 orders in another way than UTF-8. */
  readonly all: boolean;
}

export type RandomOperand =
  | { readonly type: "path"; readonly text: string }
  | { readonly type: "value"; readonly value: WireValue }
  | { readonly type: "size"; readonly of: RandomOperand };

export type RandomCondition =
  | { readonly type: "compare"; readonly operator: string; readonly operands: readonly RandomOperand[] }
  | { readonly type: "call"; readonly name: string; readonly operands: readonly RandomOperand[] }
  | { readonly type: "AND" | "OR"; readonly conditions: readonly RandomCondition[] }
  | { readonly type: "NOT"; readonly condition: RandomCondition };

const NUMBERS = ["0", "1", "-1", "10", "0.5", "2"];
const TEXTS = ["a", "ab", "b", "abc"];
const BINARIES = ["YQ==", "YWI=", "Yg=="];
const PATHS = ["aa", "bb", "cc", "dd", "aa.xx", "bb[0]", "cc.xx[1]", "bb[1].yy"];

function subsets(members: readonly string[]): fc.Arbitrary<string[]> {
  return fc.subarray([...members], { minLength: 1 });
}

export function values({ all }: Kinds): fc.Arbitrary<WireValue> {
  const scalars: fc.Arbitrary<WireValue>[] = [
    fc.constantFrom(...NUMBERS, ...(all ? ["1.0", "+1e1", "-0"] : [])).map((N) => ({ N })),
    fc.constantFrom(...TEXTS, ...(all ? ["", "é", "😀", "\uffff"] : [])).map((S) => ({ S })),
    fc.constantFrom(...BINARIES, ...(all ? ["", "/w==", "AA=="] : [])).map((B) => ({ B })),
    fc.constantFrom<WireValue>({ BOOL: true }, ...(all ? [{ BOOL: false }] : [])),
    fc.constant({ NULL: true }),
  ];
  const sets: fc.Arbitrary<WireValue>[] = [
    subsets(TEXTS).map((SS) => ({ SS })),
    subsets(NUMBERS).map((NS) => ({ NS })),
    subsets(BINARIES).map((BS) => ({ BS })),
  ];
  const flat = fc.oneof(...scalars, ...sets);
  if (!all) return flat;
  const { value } = fc.letrec<{ value: WireValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      flat,
      fc.array(tie("value"), { maxLength: 3 }).map((L) => ({ L })),
      members(tie("value")).map((M) => ({ M })),
    ),
  }));
  return value;
}

function members(value: fc.Arbitrary<WireValue>): fc.Arbitrary<WireItem> {
  return fc.dictionary(fc.constantFrom("xx", "yy"), value, { maxKeys: 2 });
}

/** Items with lists and maps, into which the paths go. */
export function items(kinds: Kinds): fc.Arbitrary<WireItem> {
  const value = values(kinds);
  const list = fc
    .array(
      fc.oneof(
        value,
        members(value).map((M) => ({ M })),
      ),
      { maxLength: 3 },
    )
    .map((L) => ({ L }));
  const map = fc.dictionary(fc.constantFrom("xx", "yy"), fc.oneof(value, list), { maxKeys: 2 }).map((M) => ({ M }));
  return fc.dictionary(fc.constantFrom("aa", "bb", "cc", "dd"), fc.oneof(value, value, list, map), { maxKeys: 4 });
}

/** A scalar with an order. */
function ordered(kinds: Kinds): fc.Arbitrary<WireValue> {
  return values(kinds).filter((value) => "N" in value || "S" in value || "B" in value);
}

export function conditions(kinds: Kinds): fc.Arbitrary<RandomCondition> {
  const path: fc.Arbitrary<RandomOperand> = fc.constantFrom(...PATHS).map((text) => ({ type: "path", text }));
  const size: fc.Arbitrary<RandomOperand> = path.map((of) => ({ type: "size", of }));
  const literal = (value: fc.Arbitrary<WireValue>): fc.Arbitrary<RandomOperand> =>
    value.map((each) => ({ type: "value", value: each }));
  const any = literal(values(kinds));
  const scalar = literal(ordered(kinds));
  // Two absent attributes are equal for dynalite.
  const other = (value: fc.Arbitrary<RandomOperand>) => (kinds.all ? fc.oneof(path, size, value) : value);
  const compare = (operators: readonly string[], ...operands: fc.Arbitrary<RandomOperand>[]) =>
    fc.record({
      type: fc.constant("compare" as const),
      operator: fc.constantFrom(...operators),
      operands: fc.tuple(...operands),
    });
  const call = (name: string, ...operands: fc.Arbitrary<RandomOperand>[]) =>
    fc.record({ type: fc.constant("call" as const), name: fc.constant(name), operands: fc.tuple(...operands) });
  const text = literal(values(kinds).filter((value) => "S" in value || "B" in value));
  const type = literal(fc.constantFrom("S", "N", "B", "SS", "NS", "BS", "L", "M", "BOOL", "NULL").map((S) => ({ S })));
  const leaf = fc.oneof(
    compare(["=", "<>"], fc.oneof(path, size), other(any)),
    compare(["<", "<=", ">", ">="], fc.oneof(path, size), other(scalar)),
    compare(["BETWEEN"], path, scalar, scalar),
    compare(["IN"], path, other(any), any, any),
    call("attribute_exists", path),
    call("attribute_not_exists", path),
    call("attribute_type", path, type),
    call("begins_with", path, kinds.all ? fc.oneof(path, text) : text),
    call("contains", path, other(kinds.all ? any : scalar)),
  );
  const { condition } = fc.letrec<{ condition: RandomCondition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      fc.record({
        type: fc.constantFrom("AND" as const, "OR" as const),
        conditions: fc.array(tie("condition"), { minLength: 2, maxLength: 3 }),
      }),
      tie("condition").map((each) => ({ type: "NOT" as const, condition: each })),
    ),
  }));
  return condition;
}

/** The expression of a condition, and its values by placeholder. */
export function written(condition: RandomCondition): { text: string; values: WireItem } {
  const placeholders: Record<string, WireValue> = {};
  const operand = (each: RandomOperand): string => {
    if (each.type === "path") return each.text;
    if (each.type === "size") return `size(${operand(each.of)})`;
    const key = `:v${Object.keys(placeholders).length}`;
    placeholders[key] = each.value;
    return key;
  };
  const write = (each: RandomCondition): string => {
    switch (each.type) {
      case "AND":
      case "OR":
        return each.conditions.map((part) => group(part)).join(` ${each.type} `);
      case "NOT":
        return `NOT ${group(each.condition)}`;
      case "call":
        return `${each.name}(${each.operands.map(operand).join(", ")})`;
      default: {
        const [first = "", second = "", ...others] = each.operands.map(operand);
        if (each.operator === "BETWEEN") return `${first} BETWEEN ${second} AND ${others[0]}`;
        if (each.operator === "IN") return `${first} IN (${[second, ...others].join()})`;
        return `${first} ${each.operator} ${second}`;
      }
    }
  };
  const group = (each: RandomCondition) =>
    each.type === "compare" || each.type === "call" ? write(each) : `(${write(each)})`;
  return { text: write(condition), values: placeholders };
}
