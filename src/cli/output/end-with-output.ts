import { EXIT } from "../exit-codes.js";
import { painted } from "./paint.js";

/**
 * Ends the command when its output cannot be written: its reader has closed it, or the disk is full. What it says on stderr is
 * no data: without it, the command goes on.
 */
export function endWithOutput(): void {
  process.stderr.on("error", () => {});
  process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") process.exit(EXIT.outputClosed);
    process.stderr.write(`${painted("red", "error:", process.stderr)} The output cannot be written: ${message}\n`);
    process.exit(EXIT.failed);
  });
}
