import { AWS_DOCUMENTATION, DIFFERENCES } from "../../../test/support/engine/differences.js";
import { tableOf } from "../generated.js";

/** Where dynalite differs from the emulator, and the page of AWS that says what is right. */
export function differencesTable(): string {
  return tableOf([
    ["right, by the documentation of AWS", "asked by", "emulator", "dynalite 4", "source"],
    ...DIFFERENCES.map(({ what, operation, source }) => {
      const page = source.replace(/^.*\//, "").replace(/\.html$/, "");
      return [what, operation, "yes", "no", `[${page}](${AWS_DOCUMENTATION}${source})`];
    }),
  ]);
}
