import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { attr, defineModel } from "dynatwin";
// The package does not export its schema, so this one is imported from the output of `npm run compile`.
import { Schema } from "../../src/model/schema.js";
import { attributes } from "./dynatwin-attributes.js";
import { sample, stored, TABLE } from "./sample.js";

const ROUNDS = 15;
const ITEMS = 4000;
const MODELS = 100;

/** How many times faster a schema is than the SDK's own functions, in every round, for encoding and decoding. */
export function measureMarshalling(): number[] {
  const schema = new Schema({ table: TABLE, attributes }, { members: new Set(), statics: new Set() });
  const item = stored(sample);
  const ours = () => [schema.encode(sample), schema.decode(item)];
  const theirs = () => [marshall(sample), unmarshall(item)];
  const gains = Array.from({ length: ROUNDS }, () => cpuOf(theirs, ITEMS) / cpuOf(ours, ITEMS));
  return gains.slice(3); // the compiler is active in the first ones
}

/** Milliseconds of CPU time to define a hundred models at the start of a process. */
export function measureDefinitions(): number {
  const define = (index: number) =>
    defineModel({ table: `table-${index}`, attributes: { ...attributes, id: attr.string() } });
  const before = process.cpuUsage();
  for (let index = 0; index < MODELS; index++) define(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function cpuOf(work: () => unknown, count: number): number {
  const before = process.cpuUsage();
  for (let done = 0; done < count; done++) work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
