import { exec, execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const MODULES = join(process.cwd(), "node_modules");

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface Packed {
  readonly tarball: string;
  readonly files: readonly string[];
  readonly size: number;
}

/** The package as users get it: packed, and installed into an empty folder. */
export class InstalledPackage {
  /** The user's folder. */
  readonly folder: string;
  /** The files of the tarball. */
  readonly files: readonly string[];
  /** The size of the tarball in bytes. */
  readonly size: number;

  private constructor(folder: string, { files, size }: Packed) {
    this.folder = folder;
    this.files = files;
    this.size = size;
  }

  /**
   * Packs and installs. Like `npm install` without the network: the tarball is unpacked beside the packages that its
   * manifest declares, and no others, so that an import of an undeclared package fails.
   */
  static async install(apps: string): Promise<InstalledPackage> {
    if (!existsSync("dist/index.d.ts")) throw new Error("dist is not complete. Run: npm run build");
    const folder = mkdtempSync(join(tmpdir(), "dynatwin-package-"));
    const packed = await pack(folder);
    const place = join(folder, "node_modules", "dynatwin");
    mkdirSync(place, { recursive: true });
    await run("tar", ["-xzf", packed.tarball, "-C", place, "--strip-components=1"]);
    // Our own manifest, from the tarball.
    const manifest = JSON.parse(readFileSync(join(place, "package.json"), "utf8")) as Manifest;
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) link(folder, name);
    cpSync(apps, folder, { recursive: true });
    return new InstalledPackage(folder, packed);
  }

  /** The text of one of the package's files. */
  read(file: string): string {
    return readFileSync(join(this.folder, "node_modules", "dynatwin", file), "utf8");
  }

  /** Installs another package beside ours, as a user would. */
  add(name: string): void {
    link(this.folder, name);
  }

  /** Type-checks the user's TypeScript files with the types of Node and a configuration, and compiles them. */
  async compile(config: string, compiler = "typescript"): Promise<void> {
    this.add("@types/node");
    await runNode([join(MODULES, compiler, "bin", "tsc"), "-p", join(this.folder, config)]);
  }

  /** The manifest of another package. */
  manifestOf(name: string): { readonly version: string } {
    return JSON.parse(readFileSync(join(MODULES, name, "package.json"), "utf8"));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Runs Node, and returns its output. */
export async function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  try {
    const { stdout, stderr } = await run(process.execPath, args, { env: { ...process.env, ...env } });
    return stdout + stderr;
  } catch (error) {
    // tsc prints errors to stdout, which the error's message does not contain.
    const output = typeof error === "object" && error !== null && "stdout" in error ? error.stdout : "";
    throw new Error(`node ${args.join(" ")} failed.\n${output}`, { cause: error });
  }
}

async function pack(folder: string): Promise<Packed> {
  // Without scripts: `prepack` would build again.
  const { stdout } = await promisify(exec)(`npm pack --ignore-scripts --json --pack-destination "${folder}"`);
  // npm's documented output: one entry per package.
  const [packed] = JSON.parse(stdout) as [{ filename: string; size: number; files: { path: string }[] }];
  return { tarball: join(folder, packed.filename), files: packed.files.map(({ path }) => path), size: packed.size };
}

function link(folder: string, name: string): void {
  const place = join(folder, "node_modules", name);
  if (existsSync(place)) return;
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(join(MODULES, name), place, "junction");
}
