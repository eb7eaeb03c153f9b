import { expect } from "chai";
import type { TableDefinition } from "../../../../src/testing/items/store/definition.js";
import { segmentRange } from "../../../../src/testing/items/store/places.js";
import { TableStores } from "../../../../src/testing/items/store/table-stores.js";

const DEFINITION: TableDefinition = { key: { partition: [{ name: "id", type: "S" }], sort: [] }, indexes: [] };

describe("the stores of several tables", () => {
  it("return to a copy as often as wanted, tables that were deleted or created since included", () => {
    const stores = new TableStores();
    stores.create("one", DEFINITION).put({ id: { S: "a" } });
    stores.create("two", DEFINITION).put({ id: { S: "b" } });
    const copy = stores.copy();
    for (let round = 0; round < 2; round += 1) {
      stores.get("one")?.put({ id: { S: `c${round}` } });
      stores.delete("two");
      stores.create("three", DEFINITION);
      expect(idsOf(stores)).to.deep.equal({ one: ["a", `c${round}`], three: [] });
      expect(idsOf(copy)).to.deep.equal({ one: ["a"], two: ["b"] });
      stores.restore(copy);
      expect(idsOf(stores)).to.deep.equal({ one: ["a"], two: ["b"] });
    }
  });
});

function idsOf(stores: TableStores): Record<string, string[]> {
  const ids = (name: string) =>
    [...(stores.get(name)?.items.read({ range: segmentRange(0, 1) }) ?? [])].map(({ item }) => JSON.stringify(item));
  const idOf = (json: string) => JSON.parse(json).id.S as string;
  return Object.fromEntries(stores.names.map((name) => [name, ids(name).map(idOf).sort()]));
}
