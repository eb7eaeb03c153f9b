import { Readable } from "node:stream";
import { expect } from "chai";
import { TableDefinitionError } from "../../src/errors.js";
import { importItems } from "../../src/items/calls.js";

describe("the lines of an import", () => {
  it("can be an async iterable, but not in a blocking call", () => {
    const lines = Readable.from(['{"Item":{}}']);
    expect(() => importItems("users", lines, undefined, Symbol.asyncIterator)).not.to.throw();
    expect(() => importItems("users", lines, undefined, Symbol.iterator)).to.throw(
      TableDefinitionError,
      "lines: are an async iterable, which a blocking call cannot read. Fix: use importItems, or pass an array.",
    );
  });
});
