const encoder = new TextEncoder();

/** The length of a text as DynamoDB counts it: bytes in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}
