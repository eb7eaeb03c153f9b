import * as util from "node:util";

/** Text in a colour where a terminal shows it, and as it is elsewhere. */
export function painted(format: "bold" | "red", text: string): string {
  const { stdout } = process;
  // The first releases of Node 20 have no styleText. In a pipe there is no hasColors.
  return stdout.isTTY && stdout.hasColors() && "styleText" in util ? util.styleText(format, text) : text;
}
