const POLYNOMIAL = 0xedb88320;
const BITS = 8;

const TABLE = Int32Array.from({ length: 2 ** BITS }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < BITS; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value;
});

/** The CRC-32 of bytes. `node:zlib` has it too, but not in the first versions of Node 20. */
export function crc32(bytes: Uint8Array): number {
  let value = -1; // whole numbers of 32 bits throughout, which V8 computes fastest
  for (let index = 0; index < bytes.length; index++)
    value = (value >>> BITS) ^ (TABLE[(value ^ (bytes[index] as number)) & 0xff] as number); // both are in range
  return ~value >>> 0;
}
