// One way in a process of its own, with a heap and with compiled code that no other way has touched. It calls as often as
// it is told, and answers with the times.
import { ways } from "./ways.js";

const [, , name, port] = process.argv;
const way = ways.find((each) => each.name === name);
if (way === undefined) throw new Error(`There is no way called ${name}.`);
const call = await way.setUp(Number(port));

function timeBlocking(count: number): number[] {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const startedAt = performance.now();
    void call();
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** One after the other, as the blocking ones go. */
async function timeAsync(count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const startedAt = performance.now();
    await call();
    times.push(performance.now() - startedAt);
  }
  return times;
}

process.on("message", (count: number) => {
  // From a callback of the event loop: inside a promise job the deasync ways would not come back.
  setImmediate(() => {
    if (way.isAsync) void timeAsync(count).then((times) => process.send?.(times));
    else process.send?.(timeBlocking(count));
  });
});
process.on("disconnect", () => process.exit());
process.send?.([]);
