import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import type { ProgramEnd } from "../support/run-program.js";

/** The folders of installed Terraform providers. */
const PLUGIN_FOLDERS = [
  "/opt/tf-plugins",
  join(homedir(), ".terraform.d", "plugins"),
  "/usr/local/share/terraform/plugins",
  "/usr/share/terraform/plugins",
];
/** The provider of 700 MB describes its thousands of resources again for each command. */
const LIMIT_MS = 240_000;

const PROVIDER = "registry.terraform.io/hashicorp/aws";

/** Terraform, and the folder of its AWS provider. */
export interface TerraformInstallation {
  readonly program: string;
  readonly plugins: string;
}

/** Finds Terraform with its AWS provider; `undefined` if one of them is not installed. */
export function findTerraform(): TerraformInstallation | undefined {
  const program = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => [join(folder, "terraform"), join(folder, "terraform.exe")])
    .find(existsSync);
  const plugins = PLUGIN_FOLDERS.find((folder) => existsSync(join(folder, PROVIDER)));
  return program && plugins ? { program, plugins } : undefined;
}

/** A configuration of one table in a separate folder, for an emulator. */
export class Terraform {
  readonly #installation: TerraformInstallation;
  readonly #endpoint: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "dynatwin-terraform-"));
  #provider: ChildProcess | undefined;
  /** How the commands reach the provider's process. */
  #attachment = "";

  constructor(installation: TerraformInstallation, endpoint: string) {
    this.#installation = installation;
    this.#endpoint = endpoint;
  }

  /** Starts one process of the provider for all commands: else each of them starts it more than once. */
  async startProvider(): Promise<void> {
    const child = spawn(findProvider(this.#installation.plugins), ["-debug"], {
      // Half the processor time with less garbage collection.
      env: { ...this.#environment(), GOGC: "400" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.#provider = child;
    this.#attachment = await new Promise<string>((resolve, reject) => {
      child.on("error", reject).on("close", (code) => reject(new Error(`The provider has ended with ${code}.`)));
      createInterface(child.stdout).on("line", (line) => {
        const found = /TF_REATTACH_PROVIDERS='(.*)'/.exec(line)?.[1];
        if (found) resolve(found);
      });
    });
  }

  /** Sets the table of the configuration: the arguments of `aws_dynamodb_table`. */
  configure(table: object): void {
    const provider = {
      region: "us-east-1",
      access_key: "any",
      secret_key: "any",
      // Only the emulator receives requests.
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_region_validation: true,
      skip_requesting_account_id: true,
      endpoints: [{ dynamodb: this.#endpoint }],
    };
    const configuration = {
      terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
      provider: { aws: provider },
      resource: { aws_dynamodb_table: { table } },
    };
    writeFileSync(join(this.#folder, "main.tf.json"), JSON.stringify(configuration));
  }

  init(): Promise<ProgramEnd> {
    return this.#run("init", `-plugin-dir=${this.#installation.plugins}`);
  }

  apply(): Promise<ProgramEnd> {
    return this.#run("apply", "-auto-approve");
  }

  /** Ends with code 0 without changes, and with 2 if there are changes. */
  plan(): Promise<ProgramEnd> {
    return this.#run("plan", "-detailed-exitcode");
  }

  destroy(): Promise<ProgramEnd> {
    return this.#run("destroy", "-auto-approve");
  }

  /** Ends the provider, and deletes the configuration. */
  remove(): void {
    this.#provider?.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #run(command: string, ...args: readonly string[]): Promise<ProgramEnd> {
    const child = spawn(this.#installation.program, [command, "-input=false", "-no-color", ...args], {
      cwd: this.#folder,
      env: { ...this.#environment(), TF_REATTACH_PROVIDERS: this.#attachment },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: LIMIT_MS,
      killSignal: "SIGKILL",
    });
    const ended = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
    const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { code, stdout, stderr };
  }

  /** Without a check for newer versions, and without settings of this machine. */
  #environment(): NodeJS.ProcessEnv {
    const own = Object.entries(process.env).filter(([name]) => !/^(AWS|TF)_/.test(name));
    return {
      ...Object.fromEntries(own),
      CHECKPOINT_DISABLE: "1",
      AWS_CONFIG_FILE: join(this.#folder, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(this.#folder, "credentials"),
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }
}

/** The program of the newest provider in a folder of plugins. */
function findProvider(plugins: string): string {
  const folder = join(plugins, PROVIDER);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const program = files
    .filter((file) => /terraform-provider-aws\w*(\.\w+)*$/.test(file))
    .sort()
    .at(-1);
  if (!program) throw new Error(`There is no provider in ${folder}.`);
  return join(folder, program);
}
