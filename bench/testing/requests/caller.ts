// The process of one engine, with or without HTTP. It does not share a heap or compiled code with the other.
import type { Engine, EngineModule } from "./engine.js";
import { CREATE_TABLE, DESCRIBE_TABLE, fillRequests, type Kind, requestOf } from "./requests.js";

/** An order of the benchmark. */
export type Order =
  | { readonly do: "serve" }
  | { readonly do: "fill"; readonly count: number }
  | {
      readonly do: "answer";
      readonly kind: Kind;
      readonly from: number;
      readonly requests: number;
      readonly count: number;
    }
  | { readonly do: "cpu" };

const [name = ""] = process.argv.slice(2);
const { openEngine, startServer }: EngineModule = await import(`./${name}.js`);
let engine: Engine | undefined;

/** Executes an order; the result is sent to the benchmark. */
async function execute(order: Order): Promise<number> {
  if (order.do === "serve") return (await startServer()).port;
  if (order.do === "cpu") return microseconds();
  engine ??= await openEngine();
  return order.do === "fill" ? fill(engine, order.count) : measure(engine, order);
}

/** Creates the table and fills it. Returns the memory of the process, in bytes. */
async function fill(target: Engine, count: number): Promise<number> {
  await target.answer(CREATE_TABLE);
  while (!(await target.answer(DESCRIBE_TABLE)).includes('"TableStatus":"ACTIVE"'));
  for (const request of fillRequests(count)) {
    const answer = target.answer(request);
    if (typeof answer !== "string") await answer;
  }
  return process.memoryUsage().rss;
}

/** Microseconds of CPU time per request. The texts of the requests are built before. */
async function measure(target: Engine, order: Order & { readonly do: "answer" }): Promise<number> {
  const { kind, from, requests, count } = order;
  const all = Array.from({ length: requests }, (_, n) => requestOf(kind, from + n, count));
  const before = microseconds();
  for (const request of all) {
    const answer = target.answer(request);
    // Waiting for a text would be a cost that an engine does not have.
    if (typeof answer !== "string") await answer;
  }
  return (microseconds() - before) / requests;
}

function microseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

process.on("message", (order: Order) => {
  execute(order).then(
    (result) => process.send?.(result),
    (error) => process.send?.(String(error?.stack ?? error)),
  );
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
