const LINE_END = 0x0a;
/** An item has 400 KB, and up to six times as many as JSON. */
const MAX_LINE_BYTES = 64 * 2 ** 20;

/** The lines of a stream of bytes. `node:readline` would also split at two characters that JSON can contain. The last line may lack its end. */
export async function* linesOf(stream: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    let rest = chunk as Buffer; // the stream has no encoding
    for (let end = rest.indexOf(LINE_END); end >= 0; end = rest.indexOf(LINE_END)) {
      yield Buffer.concat([...pending, rest.subarray(0, end)]);
      pending = [];
      length = 0;
      rest = rest.subarray(end + 1);
    }
    pending.push(rest);
    length += rest.length;
    if (length > MAX_LINE_BYTES) break; // it is not a line of a state: the reader refuses it
  }
  if (length > 0) yield Buffer.concat(pending);
}
