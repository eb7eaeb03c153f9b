import * as util from "node:util";

/** The formats that the command uses. */
export type Format = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/**
 * Text in a colour if the stream is a terminal that supports it, and neither NO_COLOR nor CI is set; unchanged otherwise.
 *
 * @param stream - Where the text is written. It is stdout if it is left out.
 */
export function painted(format: Format, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  // The first releases of Node 20 have no styleText.
  return hasColours(stream) && "styleText" in util ? util.styleText(format, text) : text;
}

function hasColours(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, CI, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  if (CI && !FORCE_COLOR) return false;
  // The stream of a pipe has no hasColors.
  return stream.isTTY && stream.hasColors();
}
