import { expect } from "chai";
import fc from "fast-check";
import { attr, defineModel, defineTable } from "../../../src/index.js";
import { mockDynamoDB } from "../../../src/testing/index.js";
import { needs } from "../../support/engine/needs.js";

const table = defineTable({ table: "key-queries", partitionKey: ["pk", "S"], sortKey: ["sk", "S"] });
class Note extends defineModel({
  table,
  entity: "note",
  attributes: { owner: attr.string(), topic: attr.string(), number: attr.number(), isOpen: attr.boolean() },
  keys: { pk: "NOTE#{owner}", sk: "{topic}#{number:4}#{isOpen}" },
}) {}

/** Texts near the separator, so that escapes matter. */
const text = fc.string({ unit: fc.constantFrom("\0", "!", "#", "$", "a", "é", "\u{10ffff}"), maxLength: 2 });
const notes = fc.array(
  fc.record({
    owner: fc.constantFrom("a", "a#b"),
    topic: text,
    number: fc.nat({ max: 12 }),
    isOpen: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);
const ranges = {
  gt: (order: number) => order > 0,
  gte: (order: number) => order >= 0,
  lt: (order: number) => order < 0,
  lte: (order: number) => order <= 0,
};

function compareTopics(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

needs("mock").describe("queries by a part of a key", () => {
  it("find exactly the items that a filter in memory finds", async () => {
    const db = await mockDynamoDB(Note);
    const check = fc.asyncProperty(
      notes,
      fc.constantFrom(...(["gt", "gte", "lt", "lte"] as const)),
      async (all, range) => {
        await db.reset();
        for (const note of all) await new Note(note).save();
        const stored = [...new Map(all.map((note) => [JSON.stringify(Object.values(note)), note])).values()];
        const [{ owner, topic, number } = { owner: "", topic: "", number: 0 }] = all;
        const own = stored.filter((note) => note.owner === owner);
        const ofTopic = own.filter((note) => note.topic === topic);
        const isInRange = ranges[range];
        const cases = [
          [await Note.query({ owner }).toArray(), own],
          [await Note.query({ owner, topic }).toArray(), ofTopic],
          [
            await Note.query({ owner, topic: { [range]: topic } as { gt: string } }).toArray(),
            own.filter((note) => isInRange(compareTopics(note.topic, topic))),
          ],
          [
            await Note.query({ owner, topic: { beginsWith: topic } }).toArray(),
            own.filter((note) => note.topic.startsWith(topic)),
          ],
          [
            await Note.query({ owner, topic, number: { [range]: number } as { gt: number } }).toArray(),
            ofTopic.filter((note) => isInRange(note.number - number)),
          ],
          [await Note.query({ owner, topic, number }).toArray(), ofTopic.filter((note) => note.number === number)],
        ] as const;
        for (const [found, expected] of cases)
          expect(found.map((note) => note.toJSON())).to.have.deep.members(expected);
      },
    );
    await fc.assert(check, { numRuns: 25 });
    await db.close();
  });
});
