// Measures vectors: `npm run bench:vectors`, and with `-- --write` the tables of the guide. It fails if a target is missed.
// Each part is a file of `vectors/` with a function that returns a Part: a table, and the targets that were missed.
import { measuredHere, writeTable } from "./readme.js";
import { measureEncoding } from "./vectors/encoding.js";
import type { Part } from "./vectors/part.js";
import { measureSearch } from "./vectors/search.js";

const PARTS: readonly (() => Part | Promise<Part>)[] = [measureEncoding, measureSearch];

const found: Part[] = [];
for (const measure of PARTS) found.push(await measure());
const missed = found.flatMap((part) => part.missed);
const text = ["", ...found.flatMap((part) => [part.text, ""]), measuredHere(), ""].join("\n");
console.log(text);
console.log(missed.length > 0 ? missed.map((each) => `MISSED: ${each}.`).join("\n") : "All targets were reached.");
if (process.argv.includes("--write")) writeTable("bench/README.md", "vectors", text);
if (missed.length > 0) process.exitCode = 1;
