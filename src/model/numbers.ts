/** A number as whole × 10^exponent, exact, with no zeros at the end: one form for each number. */
interface Exact {
  readonly whole: bigint;
  readonly exponent: number;
}

const NUMBER = /^([+-]?\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

/** The same text for the same number, however DynamoDB or a program writes it. */
export function canonicalNumber(text: string): string {
  return textOf(exactOf(text));
}

/** The exact sum of two numbers, as {@link canonicalNumber} writes it. */
export function exactSum(a: string, b: string): string {
  const [one, other] = [exactOf(a), exactOf(b)];
  const exponent = Math.min(one.exponent, other.exponent);
  const at = ({ whole, exponent: own }: Exact) => whole * 10n ** BigInt(own - exponent);
  return textOf(shortened(at(one) + at(other), exponent));
}

function exactOf(text: string): Exact {
  const [, before = "", after = "", exponent = "0"] = NUMBER.exec(text) ?? [];
  const digits = before + after;
  return shortened(BigInt(/\d/.test(digits) ? digits.replace("+", "") : 0), Number(exponent) - after.length);
}

function shortened(whole: bigint, exponent: number): Exact {
  const digits = String(whole);
  const short = digits.replace(/0+$/, "");
  if (whole === 0n) return { whole, exponent: 0 };
  return { whole: BigInt(short), exponent: exponent + digits.length - short.length };
}

function textOf({ whole, exponent }: Exact): string {
  return `${whole}e${exponent}`;
}
