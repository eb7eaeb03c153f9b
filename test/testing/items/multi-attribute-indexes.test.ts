import { expect } from "chai";
import { mockDynamoDB } from "../../../src/testing/index.js";
import { Emulated } from "../../support/emulated.js";
import { oslo, Show, shows } from "../../support/shows.js";

describe("an index with several partition or sort attributes", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = new Emulated(await mockDynamoDB(Show));
    await emulated.db.put(...shows);
  });

  after(() => emulated.close());

  function ids(found: readonly { readonly id: string }[]): string {
    return found.map(({ id }) => id).join("");
  }

  describe("is queried", () => {
    const cases: readonly (readonly [
      what: string,
      find: () => Promise<readonly { readonly id: string }[]>,
      ids: string,
    ])[] = [
      ["in the order of its sort key", () => Show.byPlace.query(oslo).toArray(), "gbacdef"],
      ["backwards", () => Show.byPlace.query(oslo, { descending: true }).toArray(), "fedcabg"],
      ["by its first sort attribute", () => Show.byPlace.query({ ...oslo, season: 10 }).toArray(), "acdef"],
      ["by all of it", () => Show.byPlace.query({ ...oslo, season: 10, name: "b" }).toArray(), "a"],
      ["above", () => Show.byPlace.query({ ...oslo, season: { gt: 9.5 } }).toArray(), "acdef"],
      ["from", () => Show.byPlace.query({ ...oslo, season: { gte: 9.5 } }).toArray(), "bacdef"],
      ["below", () => Show.byPlace.query({ ...oslo, season: { lt: 9.5 } }).toArray(), "g"],
      ["up to", () => Show.byPlace.query({ ...oslo, season: { lte: 9.5 } }).toArray(), "gb"],
      ["between", () => Show.byPlace.query({ ...oslo, season: { between: [-3, 9.5] } }).toArray(), "gb"],
      ["by a prefix", () => Show.byPlace.query({ ...oslo, season: 10, name: { beginsWith: "b" } }).toArray(), "ac"],
      ["by bytes", () => Show.bySeal.query({ country: "no" }).toArray(), "edf"],
      [
        "by first bytes",
        () => Show.bySeal.query({ country: "no", seal: { beginsWith: new Uint8Array([1]) } }).toArray(),
        "ed",
      ],
      ["with no sort key", async () => await Show.byYear.query({ season: 10, city: "bergen" }).toArray(), "i"],
      ["with a filter", () => Show.byPlace.query(oslo, { filter: ({ price }) => price.gt(1) }).toArray(), "gac"],
      ["where there is nothing", () => Show.byPlace.query({ country: "dk", city: "oslo" }).toArray(), ""],
    ];
    for (const [what, find, expected] of cases) {
      it(what, async () => expect(ids(await find())).to.equal(expected));
    }

    it("page by page, in both directions", async () => {
      for (const [descending, expected] of [
        [false, "gb ac de f"],
        [true, "fe dc ab g"],
      ] as const) {
        const pages: string[] = [];
        for await (const { items } of Show.byPlace.query(oslo, { pageSize: 2, descending }).pages())
          pages.push(ids(items));
        expect(pages.join(" ").trim()).to.equal(expected);
      }
    });
  });

  it("is scanned, in segments too", async () => {
    expect(ids(await Show.byPlace.scan().toArray()))
      .to.have.lengthOf(9)
      .and.to.not.include("h");
    expect(ids(await Show.byPlace.scan({ segments: 3, pageSize: 2 }).toArray())).to.have.lengthOf(9);
    expect(ids(await Show.byPlace.scan({ filter: ({ city }) => city.eq("bergen") }).toArray())).to.equal("i");
  });

  it("contains written items at once", async () => {
    const late = await new Show({ id: "late", country: "fi", city: "turku", season: 1, name: "n" }).save();
    const find = async () => ids(await Show.byPlace.query({ country: "fi", city: "turku" }).toArray());
    expect(await find()).to.equal("late");
    await late.delete();
    expect(await find()).to.equal("");
  });
});
