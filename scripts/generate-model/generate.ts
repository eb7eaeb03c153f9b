import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "ts-morph";
import type { Failures } from "../generate-sync/failures.js";
import type { GeneratedFile } from "../generate-sync/generate.js";
import type { Rules } from "../generate-sync/rules.js";
import { findModels } from "./example.js";
import { translateTables } from "./model-tables.js";

const CLIENT = { file: "src/async/client/client.ts", name: "AsyncClient" };
const BASE = { file: "src/async/model/values.ts", name: "ModelValues" };
const HELPERS = "src/async/model/model-info.ts";
const OUTPUT = { file: "src/async/generated/model-tables.ts", name: "ModelTables" };
const PRELUDE = "examples/prelude.ts";

/** Adds the table methods of models to the project, generated from the client's. None without a client. */
export function generateModelTables(project: Project, root: string, rules: Rules, failures: Failures): GeneratedFile[] {
  if (!existsSync(join(root, CLIENT.file))) return [];
  const classOf = ({ file, name }: typeof CLIENT) =>
    project.addSourceFileAtPath(join(root, file)).getClassOrThrow(name);
  const path = join(root, OUTPUT.file);
  const tables = {
    client: classOf(CLIENT),
    clientName: rules.names[CLIENT.name] ?? CLIENT.name,
    base: classOf(BASE),
    name: OUTPUT.name,
    outputPath: path,
    models: findModels(readFileSync(join(root, PRELUDE), "utf8")),
    helpersPath: join(root, HELPERS),
  };
  const { text, sources } = translateTables(tables, failures);
  project.createSourceFile(path, text, { overwrite: true });
  return [{ path, text, sources }];
}
