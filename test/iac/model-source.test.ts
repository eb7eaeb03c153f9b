import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { AttributeValue, TableDescription } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import fc from "fast-check";
import ts from "typescript";
import { toDefinition, toModelSource } from "../../src/iac/index.js";
import {
  type AnyTable,
  type CreateTableOptions,
  DynamoClient,
  type ModelClass,
  TableDefinitionError,
} from "../../src/index.js";
import { type MockDynamoDB, syncMockDynamoDB } from "../../src/testing/index.js";
import { issuesOf } from "../support/refused.js";
import { runProgram } from "../support/run-program.js";
import { randomTables } from "./random-tables.js";

const TABLES = 30;
/** In the checkout, so that the sources find the packages. */
const FOLDER = resolve("build/test/iac/model-sources");
const TSC = resolve("node_modules/typescript-7/bin/tsc");

describe("toModelSource and toDefinition", function () {
  this.timeout(120_000);
  let db: MockDynamoDB;
  let client: DynamoClient;
  const sources: string[] = [];

  before(() => {
    db = syncMockDynamoDB();
    client = new DynamoClient(db.config);
    mkdirSync(FOLDER, { recursive: true });
  });

  after(() => {
    client.destroy();
    db.syncClose();
    rmSync(FOLDER, { recursive: true, force: true });
  });

  /** Runs a source, and returns what it exports. */
  async function exportOf<T>(source: string): Promise<T> {
    const name = `source-${sources.push(source)}`;
    writeFileSync(resolve(FOLDER, `${name}.ts`), source);
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    const library = pathToFileURL(resolve("build/src/index.js")).href;
    writeFileSync(resolve(FOLDER, `${name}.mjs`), outputText.replace('from "dynatwin"', `from "${library}"`));
    const exported = (await import(pathToFileURL(resolve(FOLDER, `${name}.mjs`)).href)) as Record<string, T>;
    return Object.values(exported)[0] as T;
  }

  it(`give an empty plan against the tables that they come from: ${TABLES} random tables`, async () => {
    for (const [tableName, definition] of fc.sample(randomTables(), { seed: 20_260_805, numRuns: TABLES })) {
      const { replicas: _, consistency: __, witness: ___, warmThroughput: ____, ...options } = definition;
      const description = client.syncCreateTable(tableName, { ...options, wait: true });
      expect(client.syncPlanTable(...toDefinition(description))).to.deep.include({ exists: true, steps: [] });
      // No attribute of a model or a shared table has the name of a member of all objects.
      if (
        /"(constructor|__proto__|toString|valueOf|\w*(isPrototypeOf|ownProperty|IsEnumerable|LocaleString|Getter__|Setter__))"/i.test(
          JSON.stringify(definition),
        )
      )
        continue;
      for (const kind of ["model", "table"] as const) {
        const table = await exportOf<AnyTable>(toModelSource(description, { kind }));
        if (kind === "table" && projectsLists(definition)) continue; // see below
        const plan = client.syncPlanTable(table);
        expect(plan).to.deep.include({ tableName, exists: true, steps: [] });
        expect(plan.unmanaged.filter((target) => target.startsWith("index "))).to.deep.equal([]);
      }
      client.syncDeleteTable(tableName, { disableProtection: true, wait: true });
    }
  });

  it("guess the types of attributes from sample items", async () => {
    const description = client.syncCreateTable("orders", {
      partitionKey: ["customer", "S"],
      sortKey: ["placedAt", "S"],
      globalSecondaryIndexes: [
        { indexName: "by-status", partitionKey: ["status", "S"], sortKey: ["total", "N"], projection: ["note"] },
        { indexName: "query", partitionKey: ["number", "N"] },
      ],
      wait: true,
    });
    const source = toModelSource(description, { items: orders, name: "Order" });
    expect(source).to.equal(ORDER_SOURCE);
    const Order = await exportOf<ModelClass>(source);
    for (const item of orders) expect(Order.parse(item).toItem()).to.deep.equal(withoutUntyped(item));
  });

  it("have the settings that are given, with the attribute of the time to live where a model can have it", async () => {
    const settings = { timeToLive: "expires", tags: { team: "a" }, pointInTimeRecovery: true } as const;
    const description = client.syncCreateTable("sessions", { partitionKey: ["id", "S"], ...settings, wait: true });
    const typeWith = (...values: readonly AttributeValue[]) => {
      const items = values.map((expires): Record<string, AttributeValue> => ({ id: { S: "1" }, expires }));
      return /expires: (attr.*?),? (?:tableOptions|})/s.exec(toModelSource(description, { items, settings }))?.[1];
    };
    expect(typeWith()).to.equal('attr.timestamp("s").optional()');
    expect(typeWith({ N: "1893456000" })).to.equal('attr.timestamp("s")');
    expect(typeWith({ N: "1893456000.5" })).to.equal("attr.number()");
    const text = toModelSource(description, { items: [{ expires: { S: "soon" } }], settings });
    expect(text).to.include('// The time to live is not in the model: "expires" is not always a number.\n');
    expect(text).to.not.include("timeToLive");
    const plan = client.syncPlanTable(await exportOf<AnyTable>(toModelSource(description, { settings })));
    expect([plan.steps, plan.unmanaged]).to.deep.equal([[], []]);
  });

  it("define a table where a key has the name of a method", () => {
    const description = client.syncCreateTable("2-things", { partitionKey: ["save", "B"], wait: true });
    expect(toModelSource(description, { kind: "table" })).to.equal(TABLE_SOURCE);
    expect(() => toModelSource(description)).to.throw(
      TableDefinitionError,
      /kind: the key attribute "save" has the name of a method of all items\. Fix: write kind: "table"\./,
    );
  });

  it("refuse keys that no model can have, with what to do", () => {
    const names = ["toString", "constructor", "__proto__"];
    const [partitionKey, sortKey, other] = names.map((name) => [name, "S"] as const);
    const description = client.syncCreateTable("keys", {
      partitionKey: partitionKey ?? ["id", "S"],
      sortKey,
      globalSecondaryIndexes: [{ indexName: "by-other", partitionKey: other ?? ["id", "S"] }],
      wait: true,
    });
    for (const kind of ["model", "table"] as const) {
      const issues = issuesOf(() => toModelSource(description, { kind }));
      expect(issues.map(({ message }) => message)).to.deep.equal(
        names.map((name) => `no model can have the key attribute "${name}": every object has a member of this name.`),
      );
      expect(issues[0]?.fix).to.contain("toDefinition");
    }
    expect(client.syncPlanTable(...toDefinition(description)).steps).to.deep.equal([]);
  });

  describe("of a shared table with lists of projected attributes", () => {
    const by = (name: string, projection: readonly string[]) =>
      ({ indexName: name, partitionKey: ["a", "S"], projection }) as const;
    const read = (name: string, ...globalSecondaryIndexes: readonly ReturnType<typeof by>[]) => {
      const tableOptions = { partitionKey: ["id", "S"], globalSecondaryIndexes, wait: true } as const;
      return toModelSource(client.syncCreateTable(name, tableOptions), { kind: "table" });
    };

    it("say which indexes differ, as they do not tell the items of models apart", () => {
      const source = read("projecting", by("by-a", ["b"]), by("by-b", ["entity"]));
      expect(source.match(/^\/\/.*$/gm)).to.deep.equal([
        '// Index by-a does not project "entity": defineTable adds it, so a plan replaces the index.',
      ]);
    });

    it("store the entity in an attribute that all of them have, and that is named like a type", async () => {
      const source = read("typed", by("by-a", ["b", "itemType"]), by("by-b", ["itemType"]));
      expect(source)
        .to.contain('entityAttribute: "itemType"')
        .and.to.match(/^\/\/ The indexes project "itemType"\./m);
      const plan = client.syncPlanTable(await exportOf<AnyTable>(source));
      expect(plan).to.deep.include({ exists: true, steps: [] });
      expect(read("typed-2", by("by-a", ["b", "type"]), by("by-b", ["b"]))).not.to.contain("entityAttribute:");
    });
  });

  it("name constants and classes so that the source compiles", async () => {
    const describe = (TableName: string): TableDescription => ({
      TableName,
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    });
    for (const name of ["delete", "define-table", "object", "await", "1-x", "___", "constructor"])
      for (const kind of ["model", "table"] as const) await exportOf<AnyTable>(toModelSource(describe(name), { kind }));
    expect(toModelSource(describe("delete"), { kind: "table" })).to.contain("export const deleteTable = ");
    for (const name of ["a b", "class", "defineModel"])
      expect(issuesOf(() => toModelSource(describe("any"), { name }))[0]?.message).to.match(/^expected an identifier/);
  });

  it("refuse wrong options", () => {
    expect(() => toModelSource({ TableName: "any" }, { name: "a b" })).to.throw(/name: expected an identifier/);
    expect(() => toModelSource({ TableName: "any" }, { kind: "class" } as never)).to.throw(/kind: expected one of/);
  });

  it("refuse what is no description, and items that are not in DynamoDB's form", () => {
    for (const description of [undefined, null, "users", {}, { Table: { TableName: "users" } }, { TableName: "users" }])
      for (const act of [toDefinition, toModelSource])
        expect(issuesOf(() => act(description as never))[0]).to.include({
          path: "description",
          message: "is no description of a table.",
        });
    const description = client.syncCreateTable("plain-items", { partitionKey: ["id", "S"], wait: true });
    const items = [{ id: { S: "1" }, m: { M: { a: null } } }, { id: "2", m: null, n: 5 }, null, { n: { N: 5 } }];
    expect(issuesOf(() => toModelSource(description, { items: items as never })).map(({ path }) => path)).to.deep.equal(
      ["items[0].m", "items[1].id", "items[1].n", "items[2]"],
    );
  });

  it("compile", async () => {
    const config = {
      extends: relative(FOLDER, resolve("tsconfig.json")),
      compilerOptions: { noEmit: true, skipLibCheck: true, rootDir: resolve("."), incremental: false },
      include: ["*.ts"],
    };
    writeFileSync(resolve(FOLDER, "tsconfig.json"), JSON.stringify(config));
    const { code, stdout } = await runProgram([TSC, "-p", FOLDER]);
    expect(code, stdout).to.equal(0);
    expect(sources.length).to.be.above(TABLES);
  });
});

function projectsLists({
  globalSecondaryIndexes = [],
  localSecondaryIndexes = [],
  vectorIndexes = [],
}: CreateTableOptions) {
  const indexes = [...globalSecondaryIndexes, ...localSecondaryIndexes, ...vectorIndexes];
  return indexes.some(({ projection }) => typeof projection === "object");
}

const bytes = new Uint8Array([1, 2]);
const orders: Record<string, AttributeValue>[] = [
  {
    customer: { S: "c1" },
    placedAt: { S: "2026-01-02T03:04:05.678Z" },
    status: { S: "open" },
    total: { N: "12.5" },
    number: { N: "12345678901234567890" },
    exact: { N: "0.12345678901234567891" },
    paid: { BOOL: true },
    photo: { B: bytes },
    labels: { SS: ["a", "b"] },
    counts: { NS: ["1"] },
    prints: { BS: [bytes] },
    address: { M: { street: { S: "High Street" }, number: { N: "1" } } },
    lines: { L: [{ M: { product: { S: "p1" }, count: { N: "2" } } }, { M: { product: { S: "p2" } } }] },
    note: { NULL: true },
    mixed: { S: "a" },
    empty: { L: [] },
    toJSON: { S: "a method's name" },
    stock: { M: Object.fromEntries([..."abcde"].map((shop) => [shop, { N: "1" }])) },
  },
  {
    customer: { S: "c2" },
    placedAt: { S: "2026-01-03T03:04:05.678Z" },
    total: { N: "100" },
    number: { N: "7" },
    exact: { N: "1" },
    note: { S: "later" },
    mixed: { N: "1" },
    stock: { M: Object.fromEntries([..."fghij"].map((shop) => [shop, { N: "1" }])) },
  },
];

const UNTYPED = ["mixed", "empty", "toJSON"];

function withoutUntyped(item: Record<string, AttributeValue>): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !UNTYPED.includes(name)));
}

const TABLE_SOURCE = `import { defineTable } from "dynatwin";

export const table2Things = defineTable({
  table: "2-things",
  partitionKey: ["save", "B"],
  tableOptions: { billingMode: "PAY_PER_REQUEST" },
});
`;

const ORDER_SOURCE = `import { attr, defineModel } from "dynatwin";

// "mixed" is not an attribute here: it is stored as N and S.
// "empty" is not an attribute here: it is an empty list in all sample items.
// "toJSON" is not an attribute here: it has the name of a method of all items.
export class Order extends defineModel({
  table: "orders",
  attributes: {
    customer: attr.string().partitionKey(),
    placedAt: attr.date().sortKey(),
    status: attr.string().optional(),
    total: attr.number(),
    number: attr.bigint(),
    exact: attr.decimal(),
    paid: attr.boolean().optional(),
    photo: attr.binary().optional(),
    labels: attr.stringSet().optional(),
    counts: attr.numberSet().optional(),
    prints: attr.binarySet().optional(),
    address: attr.map({ street: attr.string(), number: attr.number() }).optional(),
    lines: attr.list(attr.map({ product: attr.string(), count: attr.number().optional() })).optional(),
    note: attr.string().nullable(),
    stock: attr.record(attr.number()),
  },
  globalSecondaryIndexes: {
    byStatus: { indexName: "by-status", partitionKey: "status", sortKey: "total", projection: ["note"] },
    queryIndex: { indexName: "query", partitionKey: "number" },
  },
  tableOptions: { billingMode: "PAY_PER_REQUEST" },
}) {}
`;
