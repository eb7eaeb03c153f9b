import { expect } from "chai";
import { ExpressionError } from "../../../src/errors.js";
import { compileProjection } from "../../../src/model/expressions/projection.js";
import { compiled, schema } from "./orders.js";

const projectionOf = (attributes: readonly string[]) =>
  compiled((placeholders) => compileProjection(schema, attributes, [], placeholders));

describe("projections", () => {
  it("name each attribute once", () => {
    expect(projectionOf(["customer", "status", "customer"])).to.deep.equal({
      text: "#0, #1",
      names: { "#0": "customer", "#1": "status" },
      values: undefined,
    });
  });

  it("refuse unknown attributes, and an empty list", () => {
    expect(() => projectionOf(["customer", "statsu", "toString"])).to.throw(
      ExpressionError,
      [
        'Table "orders": 2 problems, nothing was sent.',
        '  - attributes[1]: there is no attribute "statsu". Fix: did you mean status?',
        '  - attributes[2]: there is no attribute "toString". Fix: the attributes are customer, ',
      ].join("\n"),
    );
    expect(() => projectionOf([])).to.throw(ExpressionError, "attributes: names no attributes.");
  });
});
