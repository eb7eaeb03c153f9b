import { median } from "../../statistics.js";
import { EngineChild } from "./child.js";
import type { Kind } from "./requests.js";

const SIZES = [1_000, 1_000_000] as const;
/** The maximum heap of the process, in MB: it fails if the items need more. */
const MAX_HEAP_MB = 1_000;
const READS = { get: 1_000, "query of 25": 200 } as const satisfies Partial<Record<Kind, number>>;
const ROUNDS = 40;

/** What a large table costs, without HTTP. */
export interface LargeTable {
  readonly items: number;
  /** The memory of the process, in bytes. */
  readonly memory: number;
  /** The time of a read, as a ratio to that of a table of 1,000 items. */
  readonly reads: ReadonlyMap<Kind, number>;
}

/** Measures a table of 1,000,000 items beside one of 1,000. */
export async function measureLargeTable(): Promise<LargeTable> {
  const children = await Promise.all(
    SIZES.map((count) =>
      EngineChild.start("dynatwin", [`--max-old-space-size=${MAX_HEAP_MB}`]).then((child) => ({ child, count })),
    ),
  );
  const memory: number[] = [];
  for (const { child, count } of children) memory.push(await child.execute({ do: "fill", count }));
  const reads = new Map<Kind, number>();
  for (const kind of ["get", "query of 25"] as const) {
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [small = Number.NaN, large = Number.NaN] = await costsOf(children, kind, round);
      ratios.push(large / small);
    }
    reads.set(kind, median(ratios));
  }
  for (const { child } of children) child.end();
  return { items: SIZES[1], memory: memory[1] ?? Number.NaN, reads };
}

async function costsOf(
  children: readonly { readonly child: EngineChild; readonly count: number }[],
  kind: keyof typeof READS,
  round: number,
): Promise<number[]> {
  const costs: number[] = [];
  const requests = READS[kind];
  for (const { child, count } of children)
    costs.push(await child.execute({ do: "answer", kind, from: round * requests, requests, count }));
  return costs;
}
