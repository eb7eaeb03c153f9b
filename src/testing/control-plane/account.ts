import type { Durations } from "./durations.js";
import type { ControlPlane, Limits } from "./tables.js";
import type { Timeline } from "./timeline.js";

/** What the regions of the simulated account share. Its limits apply to each region. */
export interface Account {
  readonly timeline: Timeline;
  readonly durations: Durations;
  readonly limits: Limits;
  /** The tables of a region. */
  readonly inRegion: (region: string) => ControlPlane;
}

/** A region without tables. */
export function newControlPlane(region: string, account: Account): ControlPlane {
  return {
    region,
    accountId: "000000000000",
    tables: new Map(),
    backups: new Map(),
    streamTimes: new Map(),
    ...account,
  };
}
