import * as util from "node:util";

/** Text in a colour if the output is a terminal that supports it; unchanged otherwise. */
export function painted(format: "bold" | "red", text: string): string {
  const { stdout } = process;
  // The first releases of Node 20 have no styleText. The stream of a pipe has no hasColors.
  return stdout.isTTY && stdout.hasColors() && "styleText" in util ? util.styleText(format, text) : text;
}
