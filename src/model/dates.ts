import { type Codec, InvalidValue, wrongStorage, wrongType } from "./codec.js";
import { decimalText, parseDecimal } from "./decimal.js";
import { string } from "./scalars.js";
import { isDate } from "./value-kinds.js";

/**
 * The stored texts of Dates that were read in another form than ours: with an offset, or with more digits than a Date
 * has. They are written unchanged, so that a key matches its item and no digits are lost.
 */
class StoredForms {
  readonly #forms = new WeakMap<Date, { readonly time: number; readonly text: string }>();

  keep(date: Date, text: string): Date {
    this.#forms.set(date, { time: date.getTime(), text });
    return date;
  }

  /** The text that a Date was read from, unless the Date was changed. */
  of(date: Date, time: number): string | undefined {
    const form = this.#forms.get(date);
    return form?.time === time ? form.text : undefined;
  }
}

/** The time of a valid Date. */
function timeOf(value: Date): number {
  if (!isDate(value)) throw wrongType("a Date", value);
  const time = value.getTime();
  if (Number.isNaN(time)) throw new InvalidValue("the Date is invalid");
  return time;
}

/** The length of a `toISOString` text in the years 0 to 9999, which sort by time as text. */
const TEXT_LENGTH = 24;
const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Whether the stored text of a date is the one that `toISOString` returns. */
export function isCanonicalText(text: string): boolean {
  return CANONICAL.test(text);
}

/** ISO 8601 and its variants in databases and logs. The groups: the day, the time, the zone. */
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$/i;
const texts = new StoredForms();

export const date: Codec<Date> = {
  storage: "S",
  encode: (value) => {
    const time = timeOf(value);
    const known = texts.of(value, time);
    if (known !== undefined) return { S: known };
    const text = value.toISOString();
    if (text.length === TEXT_LENGTH) return { S: text };
    throw new InvalidValue("only the years 0 to 9999 sort by time as text; use attr.timestamp()");
  },
  decode: (stored) => {
    const text = string.decode(stored);
    if (CANONICAL.test(text)) {
      const value = new Date(text);
      if (value.getUTCDate() === Number(text.slice(8, 10))) return value;
    }
    return texts.keep(dateOf(text), text);
  },
};

/** The time of a text. Without a zone it is UTC, independent of the process's time zone. */
function dateOf(text: string): Date {
  const [, day = "", time = "00:00", zone = "Z"] = ISO.exec(text) ?? [];
  const value = new Date(`${day}T${time.replace(",", ".")}${offsetOf(zone)}`);
  // JavaScript converts a day after the end of a month to one of the next month.
  const isDay = new Date(`${day}T00:00Z`).getUTCDate() === Number(day.slice(8));
  if (isDay && !Number.isNaN(value.getTime())) return value;
  throw new InvalidValue("the stored text is not a date");
}

/** A time zone in JavaScript's form: `Z` or `+02:00`. */
function offsetOf(zone: string): string {
  return /^[a-z]/i.test(zone) ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}`;
}

/** A Date as a number of units since 1970, where one unit is a power of ten of milliseconds. Fractions are cut off. */
function timestamp(power: number): Codec<Date> {
  const counts = new StoredForms();
  const unit = 10 ** power;
  const canonical = (time: number) => String(Math.floor(time / unit));
  return {
    storage: "N",
    encode: (value) => {
      const time = timeOf(value);
      return { N: counts.of(value, time) ?? canonical(time) };
    },
    decode: (stored) => {
      if (stored.N === undefined) throw wrongStorage("N", stored);
      const read = parseDecimal(stored.N);
      // Computed with its text: seconds times 1000 in doubles is not always the exact number of milliseconds.
      const time =
        read === undefined ? Number.NaN : Math.floor(Number(`${read.sign}${read.digits || 0}e${read.power + power}`));
      const value = new Date(time);
      if (Number.isNaN(value.getTime()) || read === undefined)
        throw new InvalidValue("the stored number is not a time that a Date can represent");
      return decimalText(read) === canonical(time) ? value : counts.keep(value, stored.N);
    },
  };
}

export const seconds = timestamp(3);
export const milliseconds = timestamp(0);
