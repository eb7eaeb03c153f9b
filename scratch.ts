import { SimulatedService } from "./test/support/simulated-service.js";
import { createTable, waitUntilActive } from "./src/table/procedures.js";
import { readCreateTable } from "./src/table/create/create-table-call.js";
const rate = (perSecond: number, reserve: number) => ({ operations: /^(Create|Update|Delete)/, reserve, perSecond });
for (const latency of ["realistic", 0.05] as const)
for (const wait of [true, false])
for (const roundTripMs of [2, 40])
for (const options of [{}, { changingTables: 250 }, { changingTables: 100 }, { changingTables: 50 }, { changingTables: 25 }, { changingTables: 10 }, { changingTables: 5 }, { rates: [rate(10, 6)] }, { rates: [rate(20, 6)] }, { rates: [rate(50, 10)] }, { rates: [rate(10, 6)], changingTables: 25 }] as { changingTables?: number; rates?: ReturnType<typeof rate>[] }[]) {
  const service = new SimulatedService({ ...options, roundTripMs, latency });
  const procedures = Array.from({ length: 200 }, (_, i) => function* (): any {
    const call = readCreateTable(`table-${i}`, { partitionKey: ["pk", "S"], wait });
    const created = yield* createTable(service.context, call);
    if (!wait) { yield { kind: "result", value: created }; yield* waitUntilActive(service.context, call.tableName, { ...call.limits, until: "table" }, { remainingMs: 1e6, elapsedMs: service.context.now(), readTimeoutMs: 30000, isOver: false } as any, created); }
    return created;
  }());
  const t0 = performance.now();
  const { results, seconds } = service.runAll(procedures);
  const cpu = performance.now() - t0;
  const D = latency === "realistic" ? 4.5 : 4.5*latency, N = Math.min(200, options.changingTables ?? 500), r = options.rates?.[0];
  const rtt = roundTripMs / 1000;
  let best: number;
  // best: starts limited by both
  const starts: number[] = [];
  for (let i = 0; i < 200; i++) { let t = r ? Math.max(0, (i + 1 - r.reserve) / r.perSecond) : 0; if (i >= N) t = Math.max(t, starts[i - N]! + D); starts.push(t); }
  best = starts[199]! + (wait ? D : 0) + rtt;
  const bad = (seconds / best > 1.2) || service.refused > 0.05;
  console.log(JSON.stringify({ latency, wait, roundTripMs, n: options.changingTables, r: r && [r.perSecond, r.reserve] }), "s", seconds.toFixed(2), "best", best.toFixed(2), "ratio", (seconds / best).toFixed(2), "req", service.requests(), "refused", (service.refused * 100).toFixed(1), results.filter((x) => x.status === "rejected").length, "cpu", cpu.toFixed(0), bad ? "BAD" : "");
}
