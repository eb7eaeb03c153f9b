import { runInThisContext } from "node:vm";

// The real process object: a test runner can give its tests a copy, and fakes of the copy have no effect here.
const ownProcess = runInThisContext("process") as NodeJS.Process;

/**
 * Whether fake timers have replaced process.nextTick for Node's own code too, including HTTP: no request of this thread
 * would complete. @sinonjs/fake-timers sets `clock` on every function that it replaces.
 */
export function isNextTickFaked(): boolean {
  return "clock" in ownProcess.nextTick;
}
