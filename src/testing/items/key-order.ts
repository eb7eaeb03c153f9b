/** A value of a key on the wire: `{ S: "text" }`, `{ N: "1" }` or `{ B: "base64" }`. */
export type KeyValue = Readonly<Record<string, string>>;

/** An attribute of a key. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N" | "B";
}

/** Compares two values of one type as DynamoDB does: text and binary by bytes, numbers with all digits. */
export function compareKeys(type: KeyAttribute["type"], a: KeyValue, b: KeyValue): number {
  if (type === "N") return compareNumbers(String(a["N"]), String(b["N"]));
  return Buffer.compare(bytesOf(type, a), bytesOf(type, b));
}

/** Whether a value starts with another. */
export function startsWith(type: KeyAttribute["type"], value: KeyValue, prefix: KeyValue): boolean {
  const start = bytesOf(type, prefix);
  return bytesOf(type, value).subarray(0, start.length).equals(start);
}

function bytesOf(type: KeyAttribute["type"], value: KeyValue): Buffer {
  return Buffer.from(String(value[type]), type === "B" ? "base64" : "utf8");
}

function compareNumbers(a: string, b: string): number {
  const [one, other] = [readNumber(a), readNumber(b)];
  if (one.sign !== other.sign) return one.sign - other.sign;
  if (one.scale !== other.scale) return one.sign * (one.scale - other.scale);
  return one.sign * Number(one.digits > other.digits || -(one.digits < other.digits));
}

/** Normalises a number: equal numbers give equal text. */
export function shortestNumber(text: string): string {
  const { sign, scale, digits } = readNumber(text);
  return [sign, digits, scale].join();
}

/** Parses a number to sign × 0.digits × 10^scale, without leading and trailing zeros in the digits, to be compared as text. */
function readNumber(text: string): { sign: number; scale: number; digits: string } {
  const [, minus, whole = "", fraction = "", exponent = "0"] =
    /^(-?)\+?(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const all = whole + fraction;
  const significant = all.replace(/^0+/, "");
  const digits = significant.replace(/0+$/, "");
  if (digits === "") return { sign: 0, scale: 0, digits };
  const scale = whole.length + Number(exponent) - (all.length - significant.length);
  return { sign: minus ? -1 : 1, scale, digits };
}
