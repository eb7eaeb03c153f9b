/** The powers of ten that a double represents exactly. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
const power = (exponent: number): number => POWERS[exponent] ?? Number.NaN; // exponents are 0 to 22
const MOST_PLACES = POWERS.length - 1;
/** The decimal places that 7 digits of a number from 0.1 to 1 need. Few numbers of 32 bits need fewer than 7 digits. */
const FEWEST_PLACES = 7;
/** The zeros between the point and the digits of a fraction. Smaller fractions have an exponent. */
const ZEROS = Array.from({ length: 10 }, (_, count) => "0".repeat(count));

/**
 * A short text of a 32-bit number that is read as the same number: the text of its double has up to 17 digits, of which
 * 9 are sufficient.
 *
 * Both parts of `digits / 10^places` are exact, so the quotient is the double that its decimal text is read as. A
 * fraction is written by its digits, because the text of a whole number is made several times as fast.
 */
export function float32Text(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  let places = FEWEST_PLACES;
  for (let limit = 1; size >= limit && places > 0; limit *= 10) places--;
  for (let limit = 0.1; size < limit && places < MOST_PLACES; limit /= 10) places++;
  for (; places <= MOST_PLACES; places++) {
    const digits = Math.round(size * power(places));
    if (digits > Number.MAX_SAFE_INTEGER) break;
    const short = digits / power(places);
    if (Math.fround(short) !== size) continue;
    return fractionText(digits, places, value < 0) ?? String(value < 0 ? -short : short);
  }
  return String(value);
}

/** `digits / 10^places` as text; `undefined` if it is 1 or more, or has too many zeros. */
function fractionText(digits: number, places: number, isNegative: boolean): string | undefined {
  let significant = digits;
  let count = places;
  for (; significant % 10 === 0; significant /= 10) count--;
  const text = String(significant);
  const zeros = ZEROS[count - text.length];
  if (zeros === undefined) return undefined;
  return `${isNegative ? "-0." : "0."}${zeros}${text}`;
}
