import type { ControlPlane, Lock, Table } from "./tables.js";

/** Locks a setting from now on, for a number of milliseconds. */
export function lock({ timeline }: ControlPlane, { locks }: Table, setting: Lock, ms: number): void {
  locks.set(setting, timeline.time + ms);
}

/** When a setting can be changed again, in milliseconds of the emulator's clock; `undefined` if it is not locked. */
export function lockedUntil({ timeline }: ControlPlane, { locks }: Table, setting: Lock): number | undefined {
  const until = locks.get(setting);
  return until !== undefined && until > timeline.time ? until : undefined;
}
