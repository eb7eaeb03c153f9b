import { writeFile } from "node:fs/promises";
import { Progress } from "./progress.js";

/** The version of the JSON documents. Readers ignore members that they do not know, and refuse other versions. */
const FORMAT_VERSION = 1;

/** The commands that print a record of each event in a line. The last of them is a summary. */
const WITH_RECORDS: ReadonlySet<string> = new Set(["apply"]);

/** What a failure or an interruption leaves. */
export interface Remainder {
  /** Members of the document: the cursor of an export. */
  readonly members?: object;
  /** What to do next. */
  readonly advice: string;
}

/** What a command prints: data on stdout, and what it says meanwhile on stderr. */
export class Output {
  /** Whether data is printed for programs. */
  readonly isJson: boolean;
  /** The lines that move while something is waited for. */
  readonly progress: Progress;
  /** What a failure or an interruption leaves, as far as the command knows it by then. */
  remainder: Remainder | undefined;
  readonly #command: string;
  /** Whether each line is a document. */
  readonly #hasRecords: boolean;

  /**
   * @param command - The command's name, for the documents.
   * @param options - `json` selects documents for programs, `quiet` prints no progress.
   */
  constructor(command: string, { json = false, quiet = false }: { readonly json?: boolean; readonly quiet?: boolean }) {
    this.#command = command;
    this.#hasRecords = WITH_RECORDS.has(command);
    this.isJson = json;
    this.progress = new Progress(process.stderr, quiet);
  }

  /** Prints data for a person. With `--json` it prints nothing. */
  print(text: string): void {
    if (this.isJson) return;
    this.progress.clear();
    process.stdout.write(`${text}\n`);
  }

  /** Prints data for programs: the one document of the command, or the last of its records. Without `--json` it prints nothing. */
  document(members: object): void {
    if (!this.isJson) return;
    process.stdout.write(this.#textOf(this.#hasRecords ? { type: "summary", ...members } : members));
  }

  /** Prints data for programs as one line: a record of an event. Without `--json` it prints nothing. */
  record(members: object): void {
    if (!this.isJson) return;
    process.stdout.write(this.#textOf(members));
  }

  /** Writes the document of the command to a file, with or without `--json`. */
  async save(file: string, members: object): Promise<void> {
    await writeFile(file, this.#textOf(members));
    this.note(`Written: ${file}`);
  }

  /** Tells a person something that is not data. */
  note(text: string): void {
    this.progress.clear();
    process.stderr.write(`${text}\n`);
  }

  #textOf(members: object): string {
    const indent = this.#hasRecords ? undefined : 2;
    return `${JSON.stringify(this.#versioned(members), bigintsAsText, indent)}\n`;
  }

  #versioned(members: object): object {
    return { formatVersion: FORMAT_VERSION, command: this.#command, ...members };
  }
}

function bigintsAsText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
