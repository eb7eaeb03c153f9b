import fc from "fast-check";

export const RUNS = { seed: 20_120_810, numRuns: 1_000 };

/** An integer times a power of ten, and ways in which clients write it. */
export interface ModelNumber {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Numbers that DynamoDB stores, near each other and far apart. */
export const anyNumber: fc.Arbitrary<ModelNumber> = fc.oneof(
  fc.record({ digits: fc.bigInt({ min: -12n, max: 12n }), exponent: fc.integer({ min: -2, max: 2 }) }),
  fc.record({
    digits: fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
    exponent: fc.integer({ min: -130, max: 88 }),
  }),
);

/** The number in units of 10^-260, which is exact. */
export function units({ digits, exponent }: ModelNumber): bigint {
  return digits * 10n ** BigInt(exponent + 260);
}

export function formsOf({ digits, exponent }: ModelNumber): string[] {
  const sign = digits < 0n ? "-" : "";
  const text = String(digits).replace("-", "");
  return [
    `${digits}e${exponent}`,
    `${digits}0E${exponent - 1}`,
    `${sign || "+"}0.${text}e${exponent + text.length}`,
    `${sign}.${text}e+${exponent + text.length}`.replace("+-", "-"),
    `${sign}00${text}.00e${exponent}`,
    `${sign}${text}.e${exponent}`,
  ];
}

/** Plain notation, by moving the point digit by digit. */
export function plain(number: ModelNumber): string {
  const value = units(number);
  const digits = String(value < 0n ? -value : value).padStart(261, "0");
  const whole = digits.slice(0, -260).replace(/^0+(?=\d)/, "");
  const fraction = digits.slice(-260).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${whole}${fraction && "."}${fraction}`;
}
