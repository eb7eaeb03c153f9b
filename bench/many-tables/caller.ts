// Measures one way in a separate process, whose heap and compiled code are not affected by other ways.
import { createWays, readWays } from "./ways.js";

/** The outcome of one measurement. */
export interface Outcome {
  readonly ms: number;
  /** Why it failed, if it did. */
  readonly failure?: string;
}

const [, , name, port] = process.argv;
const way = [...readWays, ...createWays].find((each) => each.name === name);
if (way === undefined) throw new Error(`There is no way named ${name}.`);
const run = way.setUp({
  endpoint: `http://127.0.0.1:${port}`,
  region: "us-east-1",
  credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
});

async function measure(tables: number): Promise<Outcome> {
  const startedAt = performance.now();
  const failure = await run(tables).then(() => undefined, messageOf);
  const ms = performance.now() - startedAt;
  return failure === undefined ? { ms } : { ms, failure };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

process.on("message", (tables: number) => {
  void measure(tables).then((outcome) => process.send?.(outcome));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
