// Rewrites the declarations that the bundler wrote to `dist` for users: for hovers, messages and imports.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { Project, type SourceFile } from "ts-morph";
import { indentByTwo, nameErrors, shortenTwins } from "./finish-types/comments.js";
import { closeConstructors, joinClasses } from "./finish-types/one-class.js";
import { mergeChunks } from "./finish-types/one-file.js";

const OTHERS = ["testing", "iac"];

const project = new Project({ skipFileDependencyResolution: true, skipLoadingLibFiles: true });
const files = project.addSourceFilesAtPaths("dist/*.d.cts");
const named = (name: string) => files.filter((file) => basename(file.getFilePath(), ".d.cts") === name);
const [index] = named("index");
if (index === undefined) throw new Error("There are no declarations. Run: npm run build");
const others = OTHERS.flatMap(named);
const chunks = files.filter((file) => file !== index && !others.includes(file));
mergeChunks({ index, others, chunks });
for (const file of [index, ...others]) finish(file);
for (const chunk of chunks) chunk.deleteImmediatelySync();

// Both module systems use the same declarations: a value of one has the types of the other, and the package is smaller.
for (const file of readdirSync("dist")) if (file.endsWith(".d.ts")) rmSync(`dist/${file}`);
for (const name of ["index", ...OTHERS]) writeFileSync(`dist/${name}.d.ts`, `export * from "./${name}.cjs";\n`);

function finish(file: SourceFile): void {
  joinClasses(file);
  closeConstructors(file);
  file.replaceWithText(indentByTwo(nameErrors(shortenTwins(file.getFullText()))));
  file.saveSync();
}
