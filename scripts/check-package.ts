// Packs the tarball of `npm publish`, and checks it with publint and are-the-types-wrong.
import { execSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";

const FOLDER = "build/package";

if (!existsSync("dist/index.d.ts")) throw new Error("dist is not complete. Run: npm run build");
mkdirSync(FOLDER, { recursive: true });
// Without scripts: `prepack` would build a second time.
const answer: unknown = JSON.parse(
  execSync(`npm pack --ignore-scripts --json --pack-destination ${FOLDER}`).toString(),
);
// npm's output has one entry per package.
const [{ filename }] = answer as [{ filename: string }];
execSync(`publint run --strict ${FOLDER}/${filename}`, { stdio: "inherit" });
execSync(`attw ${FOLDER}/${filename}`, { stdio: "inherit" });
