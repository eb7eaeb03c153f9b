// Measures one way in a separate process, whose heap and compiled code are not affected by other ways. It makes the
// requested number of calls, and returns their times.
import { ways } from "./ways.js";

const [, , name, port] = process.argv;
const way = ways.find((each) => each.name === name);
if (way === undefined) throw new Error(`There is no way named ${name}.`);
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

/** In sequence, like the blocking calls. */
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
  // In a callback of the event loop: inside a promise job the deasync ways would not return.
  setImmediate(() => {
    if (way.isAsync) void timeAsync(count).then((times) => process.send?.(times));
    else process.send?.(timeBlocking(count));
  });
});
process.on("disconnect", () => process.exit());
process.send?.([]);
