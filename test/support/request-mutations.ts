import type {
  AttributeDefinition,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  LocalSecondaryIndex,
} from "@aws-sdk/client-dynamodb";
import { inRequest, type Mutation, wrong } from "./mutations.js";

type List = "GlobalSecondaryIndexes" | "LocalSecondaryIndexes";
type Index = GlobalSecondaryIndex & LocalSecondaryIndex;

const hash = (AttributeName: string): KeySchemaElement => ({ AttributeName, KeyType: "HASH" });
const range = (AttributeName: string): KeySchemaElement => ({ AttributeName, KeyType: "RANGE" });
const nameOf = (element: KeySchemaElement | undefined) => element?.AttributeName ?? "";

/** Alters a random index of one kind. `change` returns the member it changed. */
function inIndex(list: List, kind: string, change: (index: Index, all: CreateTableCommandInput) => string | undefined) {
  return inRequest(`${kind}, in ${list}`, (request, pick) => {
    const indexes: (GlobalSecondaryIndex | LocalSecondaryIndex)[] = request[list] ?? [];
    const place = pick(indexes.length);
    const index = indexes[place];
    // A mutation can give a local index members that only global ones have.
    const member = index && change(wrong<Index>(index), request);
    return member && `${list}[${place}].${member}`;
  });
}

/** Mistakes in keys of tables and indexes. */
const inKeys: readonly Mutation[] = [
  inRequest("an empty key", (request) => {
    request.KeySchema = [];
    return "KeySchema";
  }),
  inRequest("a sort key first", ({ KeySchema: [first, second] = [] }) => {
    if (first === undefined || second === undefined) return undefined;
    [first.KeyType, second.KeyType] = ["RANGE", "HASH"];
    return "KeySchema[0]";
  }),
  inRequest("two partition keys", ({ KeySchema: [, second] = [] }) => {
    if (second === undefined) return undefined;
    second.KeyType = "HASH";
    return "KeySchema[1]";
  }),
  inRequest("a key type that does not exist", ({ KeySchema: schema = [] }, pick) => {
    const place = pick(schema.length);
    if (schema[place] === undefined) return undefined;
    schema[place].KeyType = wrong("SORT");
    return `KeySchema[${place}]`;
  }),
  inRequest("three key attributes", (request) => {
    const { KeySchema: schema = [] } = request;
    while (schema.length < 3) schema.push(range(nameOf(schema[0])));
    return "KeySchema[";
  }),
  inRequest("a key that is not defined", ({ KeySchema: schema = [] }, pick) => {
    const place = pick(schema.length);
    if (schema[place] === undefined) return undefined;
    schema[place].AttributeName = "brand-new";
    return `KeySchema[${place}]`;
  }),
];

const inDefinitions: readonly Mutation[] = [
  inRequest("a type that does not exist", ({ AttributeDefinitions: [definition] = [] }) => {
    if (definition === undefined) return undefined;
    definition.AttributeType = wrong("SS");
    return "AttributeDefinitions[0].AttributeType";
  }),
  ...(["AttributeName", "AttributeType"] as const).map((member) =>
    inRequest(`no ${member}`, ({ AttributeDefinitions: [definition] = [] }) => {
      if (definition === undefined) return undefined;
      delete wrong<Partial<AttributeDefinition>>(definition)[member];
      return `AttributeDefinitions[0].${member}`;
    }),
  ),
  inRequest("a definition that is missing", (request) => {
    const { KeySchema: schema = [], AttributeDefinitions: definitions = [] } = request;
    request.AttributeDefinitions = definitions.filter(({ AttributeName }) => AttributeName !== nameOf(schema[0]));
    return "KeySchema[0]";
  }),
  inRequest("a definition that is not used", (request) => {
    if (request.GlobalSecondaryIndexes || request.LocalSecondaryIndexes) return undefined;
    const { AttributeDefinitions: definitions = [] } = request;
    return `AttributeDefinitions[${definitions.push({ AttributeName: "brand-new", AttributeType: "S" }) - 1}]`;
  }),
  inRequest("a definition given twice", (request) => {
    if (request.GlobalSecondaryIndexes || request.LocalSecondaryIndexes) return undefined;
    const { AttributeDefinitions: definitions = [] } = request;
    return `AttributeDefinitions[${definitions.push(...definitions.slice(0, 1)) - 1}]`;
  }),
];

/** Mistakes in indexes of both kinds. */
const inBoth = (["GlobalSecondaryIndexes", "LocalSecondaryIndexes"] as const).flatMap((list) => [
  inRequest(`an empty list of ${list}`, (request) => {
    request[list] = [];
    return list;
  }),
  ...(["IndexName", "KeySchema", "Projection"] as const).map((member) =>
    inIndex(list, `no ${member}`, (index) => {
      delete wrong<Partial<Index>>(index)[member];
      return member;
    }),
  ),
  ...["ix", "i".repeat(256), "by/email"].map((name) =>
    inIndex(list, `a name of ${name.length} characters`, (index) => {
      index.IndexName = name;
      return "IndexName";
    }),
  ),
  ...[{}, { ProjectionType: "SOME" }, { NonKeyAttributes: ["a"] }].map((projection) =>
    inIndex(list, `the projection ${JSON.stringify(projection)}`, (index) => {
      index.Projection = wrong(projection);
      return "Projection";
    }),
  ),
  ...(["ALL", "KEYS_ONLY"] as const).map((ProjectionType) =>
    inIndex(list, `attributes with ${ProjectionType}`, (index) => {
      index.Projection = { ProjectionType, NonKeyAttributes: ["a"] };
      return "Projection.NonKeyAttributes";
    }),
  ),
  inIndex(list, "an empty list of attributes", (index) => {
    index.Projection = { ProjectionType: "INCLUDE", NonKeyAttributes: [] };
    return "Projection";
  }),
  inIndex(list, "an empty key", (index) => {
    index.KeySchema = [];
    return "KeySchema";
  }),
  inIndex(list, "a sort key first", (index) => {
    const { KeySchema: schema = [] } = index;
    for (const element of schema) element.KeyType = element.KeyType === "HASH" ? "RANGE" : "HASH";
    return "KeySchema[0]";
  }),
  inIndex(list, "a key type that does not exist", ({ KeySchema: schema = [] }) => {
    const last = schema.at(-1);
    if (last === undefined) return undefined;
    last.KeyType = wrong("SORT");
    return `KeySchema[${schema.length - 1}]`;
  }),
  inIndex(list, "the same attribute twice", (index) => {
    const name = nameOf(index.KeySchema?.[0]);
    index.KeySchema = [hash(name), range(name)];
    return "KeySchema[1]";
  }),
  inIndex(list, "a key that is not defined", (index) => {
    index.KeySchema = [...(index.KeySchema ?? []).slice(0, 1), range("brand-new")];
    return "KeySchema[1]";
  }),
]);

const inLocals: readonly Mutation[] = [
  inIndex("LocalSecondaryIndexes", "no sort key", (index) => {
    index.KeySchema = (index.KeySchema ?? []).slice(0, 1);
    return "KeySchema";
  }),
  inIndex("LocalSecondaryIndexes", "another partition key", (index, { KeySchema: [, sort] = [] }) => {
    const [first, second] = index.KeySchema ?? [];
    if (sort === undefined || first === undefined || nameOf(sort) === nameOf(second)) return undefined;
    first.AttributeName = nameOf(sort);
    return "KeySchema[0]";
  }),
  inRequest("too many local indexes", (request) => {
    const [index] = request.LocalSecondaryIndexes ?? [];
    if (index === undefined) return undefined;
    request.LocalSecondaryIndexes = Array.from({ length: 6 }, (_, place) => ({ ...index, IndexName: `ix-${place}` }));
    return "LocalSecondaryIndexes";
  }),
  inRequest("a table without a sort key", (request) => {
    if (!request.LocalSecondaryIndexes) return undefined;
    request.KeySchema = (request.KeySchema ?? []).slice(0, 1);
    return "LocalSecondaryIndexes";
  }),
];

const units = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
const throughput: readonly Mutation[] = [
  inRequest("a billing mode that does not exist", (request) => {
    request.BillingMode = wrong("FREE");
    return "BillingMode";
  }),
  inRequest("throughput on demand", (request) => {
    request.ProvisionedThroughput = units;
    return request.BillingMode === "PROVISIONED" ? undefined : "ProvisionedThroughput";
  }),
  inIndex("GlobalSecondaryIndexes", "throughput on demand", (index, { BillingMode }) => {
    index.ProvisionedThroughput = units;
    return BillingMode === "PROVISIONED" ? undefined : "ProvisionedThroughput";
  }),
  ...(["ReadCapacityUnits", "WriteCapacityUnits"] as const).flatMap((unit) =>
    [undefined, 0, -1, 1_000_000_000_001].flatMap((value) => [
      inRequest(`${value} ${unit}`, (request) => {
        request.ProvisionedThroughput = wrong({ ...units, [unit]: value });
        return request.BillingMode === "PROVISIONED" ? `ProvisionedThroughput.${unit}` : undefined;
      }),
      // dynalite does not check the maximum of an index.
      ...(value === 1_000_000_000_001
        ? []
        : [
            inIndex("GlobalSecondaryIndexes", `${value} ${unit}`, (index, { BillingMode }) => {
              index.ProvisionedThroughput = wrong({ ...units, [unit]: value });
              return BillingMode === "PROVISIONED" ? `ProvisionedThroughput.${unit}` : undefined;
            }),
          ]),
    ]),
  ),
];

const names: readonly Mutation[] = ["ab", "a".repeat(256), "with space"].map((TableName) =>
  inRequest(`a table name of ${TableName.length} characters`, (request) => {
    request.TableName = TableName;
    return "TableName";
  }),
);

/**
 * Mistakes in requests that dynalite detects. More than 20 global indexes are not among them, because a raised quota
 * allows them, nor are keys of several attributes, which dynalite does not support.
 */
export const requestMutations: readonly Mutation[] = [
  ...names,
  ...inKeys,
  ...inDefinitions,
  ...inBoth,
  ...inLocals,
  ...throughput,
];
