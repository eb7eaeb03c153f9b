import type { ControlPlane, Lock, Table } from "./tables.js";

/** Starts a lock, which ends after a number of milliseconds. */
export function lock({ timeline }: ControlPlane, { locks }: Table, name: Lock, ms: number): void {
  locks.set(name, timeline.time + ms);
}

/** When a lock ends, in milliseconds of the emulator's clock; `undefined` if it has ended. */
export function lockedUntil({ timeline }: ControlPlane, { locks }: Table, name: Lock): number | undefined {
  const until = locks.get(name);
  return until !== undefined && until > timeline.time ? until : undefined;
}
