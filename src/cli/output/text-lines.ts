/** The most characters of a line: an item of 400 KB with each character escaped has fewer. */
const MAX_CHARACTERS = 16_777_216;

/**
 * The lines of a stream of text in UTF-8. Unlike Node's readline, it ends lines at line feeds only, and refuses a line without an
 * end: a file that has no lines would fill the memory.
 */
export async function* linesOf(
  stream: AsyncIterable<Uint8Array>,
  maxCharacters = MAX_CHARACTERS,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  let number = 1;
  for await (const bytes of stream) {
    // Only the new text is searched: a line of many parts would be searched again for each.
    const [end = "", ...starts] = decoder.decode(bytes, { stream: true }).split("\n");
    rest += end;
    for (const start of starts) {
      number++;
      yield rest;
      rest = start;
    }
    if (rest.length > maxCharacters)
      throw new Error(
        `Line ${number} has more than ${maxCharacters} characters. It is no item: the file has no lines of JSON.`,
      );
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
