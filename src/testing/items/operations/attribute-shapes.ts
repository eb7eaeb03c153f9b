import { unreadable } from "../../control-plane/aws-error.js";
import { isObject } from "../../control-plane/wire.js";
import { assertWireItem, assertWireValue } from "../values/wire-value.js";
import { flag, list, map, required, type Shape, struct, text } from "./shapes.js";

/** An attribute value in a list or a map: its JSON types, not what DynamoDB checks of its content afterwards. */
export const attributeValue: Shape = {
  read: (json) => {
    assertWireValue(json);
    return json;
  },
  check: () => {},
};

/** The same for a member of a structure, which has another error text. */
const attributeMember: Shape = {
  read: (json) => {
    if (typeof json !== "object") throw unreadable("Unexpected field type");
    return attributeValue.read(json);
  },
  check: () => {},
};

/** Attribute values by name: an item or a key. */
export const attributeMap: Shape = {
  read: (json) => {
    assertWireItem(json);
    return json;
  },
  check: () => {},
};

/** A key in a list of keys, whose error texts differ. */
export const listedKey: Shape = {
  read: (json) => {
    if (!Array.isArray(json) && !isObject(json)) throw wrongParameterType();
    return attributeMap.read(json);
  },
  check: () => {},
};

/** DynamoDB's error for a scalar where a list or map of a parametrised type should be. */
export function wrongParameterType() {
  return unreadable(
    "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class " +
      "(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of " +
      "loader 'bootstrap')",
  );
}

/** The names of attributes by placeholder. */
export const names = map(text(), "java.lang.String");

const comparison = text({
  values: [
    "IN",
    "NULL",
    "BETWEEN",
    "LT",
    "NOT_CONTAINS",
    "EQ",
    "GT",
    "NOT_NULL",
    "NE",
    "LE",
    "BEGINS_WITH",
    "GE",
    "CONTAINS",
  ],
});

/** The legacy parameter Expected. */
export const expected = map(
  struct(
    {
      AttributeValueList: list(attributeValue),
      ComparisonOperator: comparison,
      Exists: flag,
      Value: attributeMember,
    },
    "ExpectedAttributeValue",
  ),
  "ExpectedAttributeValue",
);

/** The legacy parameters KeyConditions, QueryFilter and ScanFilter. */
export const conditions = map(
  struct({ AttributeValueList: list(attributeValue), ComparisonOperator: required(comparison) }, "Condition"),
  "Condition",
);

/** The legacy parameter AttributeUpdates. */
export const attributeUpdates = map(
  struct({ Action: text({ values: ["ADD", "PUT", "DELETE"] }), Value: attributeMember }, "AttributeValueUpdate"),
  "AttributeValueUpdate",
);
