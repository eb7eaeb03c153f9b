import { SEQUENCE_NUMBER_LENGTH } from "../../../dynamodb/limits.js";

// The numbers of all streams are counted together. A sequence number on the wire is that count, in a text as long as DynamoDB's.

const FIRST_DIGIT = "1";
const DIGITS = SEQUENCE_NUMBER_LENGTH.min - FIRST_DIGIT.length;

export function sequenceNumber(count: number): string {
  return FIRST_DIGIT + String(count).padStart(DIGITS, "0");
}

/** The count that a sequence number stands for; `undefined` if it is no number. One that is not of this emulator is below or above all others. */
export function countOf(text: string): number | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  const count = Number(BigInt(text) - 10n ** BigInt(DIGITS));
  return Math.min(Math.max(count, 0), Number.MAX_SAFE_INTEGER);
}
