import { runInThisContext } from "node:vm";

// The process itself: a test runner may show its tests a copy of it, and fakes of the copy stop nobody.
const ownProcess = runInThisContext("process") as NodeJS.Process;

/**
 * Whether fake timers hold back the ticks of Node's own code, its HTTP among it: nothing that is sent on this thread would
 * ever be answered. @sinonjs/fake-timers puts its clock on what it fakes.
 */
export function areTicksFaked(): boolean {
  return "clock" in ownProcess.nextTick;
}
