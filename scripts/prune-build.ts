// tsc keeps the output of a source file that was deleted or renamed, and mocha would still run it.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const BUILD = "build";

if (existsSync(BUILD)) {
  for (const file of readdirSync(BUILD, { recursive: true, encoding: "utf8" })) {
    const source = file.replace(/\.js(\.map)?$/, ".ts");
    if (source !== file && !existsSync(source)) rmSync(join(BUILD, file));
  }
}
