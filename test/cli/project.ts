import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** A project of a user in a temporary folder, which has dynatwin installed. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), "dynatwin-project-"));

  constructor() {
    mkdirSync(join(this.folder, "node_modules"));
    symlinkSync(resolve("."), join(this.folder, "node_modules", "dynatwin"), "dir");
  }

  /** Writes files by their paths in the project. A value that is no text is written as JSON. */
  write(files: Readonly<Record<string, unknown>>): this {
    for (const [path, content] of Object.entries(files)) {
      const file = this.path(path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    }
    return this;
  }

  /** The absolute path of a file. */
  path(file: string): string {
    return join(this.folder, file);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
