import { writeFile } from "node:fs/promises";
import { DynatwinError } from "../../errors.js";
import type { Output } from "./output.js";

/** Prints a text that ends with a line break, or writes it to a file. */
export async function writeText(output: Output, text: string, file: string | undefined): Promise<void> {
  if (file === undefined) return output.print(text.replace(/\n$/, ""));
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new DynatwinError(`The file of --output cannot be written: ${(error as Error).message}`, { cause: error });
  }
  output.note(`Wrote ${file}.`);
}
