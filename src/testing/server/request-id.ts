import { randomFillSync } from "node:crypto";

/** The bytes of an id: 52 digits of base64. */
const ID_BYTES = 39;

/** Random bytes for the next ids: a call for each id would cost more than the rest of a small request. */
const pool = Buffer.alloc(ID_BYTES * 256);
let used = pool.length;

/** A request id in the form of DynamoDB's: 52 digits and capital letters. */
export function requestId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const end = used + ID_BYTES;
  const id = pool.toString("base64", used, end).toUpperCase().replace(/[+/]/g, "0");
  used = end;
  return id;
}
