// Measures the cost of operations on items, with the SDK, with dynatwin and with other libraries:
// `npm run bench:items`, and with `-- --write` the README's table. It fails if a target is missed.
import { measureDefinitions, measureMarshalling } from "./items/marshalling.js";
import { measureItems } from "./items/measure.js";
import { type Results, ratioOf, textReport, writeReadme } from "./items/report.js";
import { measureTypeChecks } from "./items/type-check.js";
import { OPERATIONS, WAYS } from "./items/way.js";
import { median } from "./statistics.js";

/** The maximum ratio to the raw SDK's CPU time. */
const MAX_RATIO_PER_OPERATION = 1.1;
const MIN_MARSHALLING_GAIN = 4;

function missedTargets(results: Results): string[] {
  const missed: string[] = [];
  const miss = (target: string, found: string) => missed.push(`MISSED: ${target}, but it is ${found}.`);
  for (const operation of OPERATIONS) {
    const ours = ratioOf(results, "dynatwin", operation);
    if (!(ours <= MAX_RATIO_PER_OPERATION))
      miss(`a ${operation} costs at most 1.10 × the raw SDK`, `${ours.toFixed(3)} ×`);
    for (const { name, by } of WAYS) {
      if (by !== "others") continue;
      const theirs = ratioOf(results, name, operation);
      const found = `${ours.toFixed(3)} × against ${theirs.toFixed(3)} ×`;
      if (!(ours < theirs)) miss(`a ${operation} costs less than with ${name}`, found);
    }
  }
  const gain = median(results.marshalling);
  if (!(gain >= MIN_MARSHALLING_GAIN)) miss("marshalling is at least 4 × as fast", `${gain.toFixed(1)} ×`);
  const { typeChecks } = results;
  const ours = typeChecks.get("dynatwin") ?? Number.NaN;
  for (const [name, seconds] of typeChecks) {
    const found = `${ours.toFixed(2)} s against ${seconds.toFixed(2)} s`;
    if (!(ours <= seconds)) miss(`100 models are type-checked as fast as with ${name}`, found);
  }
  return missed;
}

const definitions = measureDefinitions(); // first, before other code is compiled
const marshalling = measureMarshalling();
const results: Results = { definitions, marshalling, costs: await measureItems(), typeChecks: measureTypeChecks() };
console.log(textReport(results));
const missed = missedTargets(results);
console.log(["", ...(missed.length > 0 ? missed : ["All targets were reached."])].join("\n"));
if (process.argv.includes("--write")) writeReadme(results);
process.exit(missed.length > 0 ? 1 : 0);
