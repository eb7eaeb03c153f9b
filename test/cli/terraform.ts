import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import type { ProgramEnd } from "../support/run-program.js";

/** The folders of installed Terraform providers. */
const PLUGIN_FOLDERS = [
  "/opt/tf-plugins",
  join(homedir(), ".terraform.d", "plugins"),
  "/usr/local/share/terraform/plugins",
  "/usr/share/terraform/plugins",
];
/** A provider of 700 MB starts with each command. */
const LIMIT_MS = 240_000;

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
  const plugins = PLUGIN_FOLDERS.find((folder) =>
    existsSync(join(folder, "registry.terraform.io", "hashicorp", "aws")),
  );
  return program && plugins ? { program, plugins } : undefined;
}

/** A configuration of one table in a separate folder, for an emulator. */
export class Terraform {
  readonly #installation: TerraformInstallation;
  readonly #endpoint: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "dynatwin-terraform-"));

  constructor(installation: TerraformInstallation, endpoint: string) {
    this.#installation = installation;
    this.#endpoint = endpoint;
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

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #run(command: string, ...args: readonly string[]): Promise<ProgramEnd> {
    const own = Object.entries(process.env).filter(([name]) => !/^(AWS|TF)_/.test(name));
    const child = spawn(this.#installation.program, [command, "-input=false", "-no-color", ...args], {
      cwd: this.#folder,
      env: {
        ...Object.fromEntries(own),
        // Without a check for newer versions, and without settings of this machine.
        CHECKPOINT_DISABLE: "1",
        AWS_CONFIG_FILE: join(this.#folder, "config"),
        AWS_SHARED_CREDENTIALS_FILE: join(this.#folder, "credentials"),
        AWS_EC2_METADATA_DISABLED: "true",
      },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: LIMIT_MS,
      killSignal: "SIGKILL",
    });
    const ended = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
    const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { code, stdout, stderr };
  }
}
