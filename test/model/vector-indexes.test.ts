import { expect } from "chai";
import { attr, defineModel, defineTable, type SearchResult, TableDefinitionError } from "../../src/index.js";
import { createOptionsOf } from "../../src/table/definition/from-model.js";
import { issuesWith } from "../support/model-issues.js";

const attributes = {
  id: attr.string().partitionKey(),
  tenant: attr.string(),
  lang: attr.enum(["en", "no"]).optional(),
  year: attr.number().optional(),
  title: attr.string(),
  embedding: attr.vector(3).optional(),
};

class Doc extends defineModel({
  table: "docs",
  attributes,
  vectorIndexes: {
    byMeaning: { vector: "embedding", distance: "COSINE", partitionKey: "tenant", filters: ["lang", "year"] },
    titles: {
      indexName: "by-title",
      vector: "embedding",
      distance: "DOT_PRODUCT",
      filters: ["lang"],
      projection: ["title"],
    },
    keys: { vector: "embedding", distance: "EUCLIDEAN", projection: "KEYS_ONLY" },
  },
}) {}

const issues = (vectorIndexes: unknown, more: object = {}) => issuesWith({ attributes, vectorIndexes, ...more });

describe("the vector indexes of a model", () => {
  it("are those of its table, with the dimensions of their attributes", () => {
    expect(createOptionsOf(Doc, {}).vectorIndexes).to.deep.equal([
      {
        indexName: "byMeaning",
        vector: "embedding",
        dimensions: 3,
        distance: "COSINE",
        partitionKey: ["tenant", "S"],
        filters: [
          ["lang", "S"],
          ["year", "N"],
        ],
        projection: "ALL",
      },
      {
        indexName: "by-title",
        vector: "embedding",
        dimensions: 3,
        distance: "DOT_PRODUCT",
        partitionKey: undefined,
        filters: [["lang", "S"]],
        projection: ["title"],
      },
      {
        indexName: "keys",
        vector: "embedding",
        dimensions: 3,
        distance: "EUCLIDEAN",
        partitionKey: undefined,
        filters: [],
        projection: "KEYS_ONLY",
      },
    ]);
  });

  it("are defined by the model alone", () => {
    expect(() => createOptionsOf(Doc, { vectorIndexes: [] })).to.throw(TableDefinitionError, "change the model");
  });

  it("have types of their searches", () => {
    // Compiled, never run.
    const compiled = async () => {
      const whole: SearchResult<Doc>[] = await Doc.byMeaning.search([1, 2, 3], { tenant: "t", lang: "en", year: 5 });
      const parts = await Doc.titles.search(new Float32Array(3));
      const part: { id: string; lang?: "en" | "no" | undefined; title: string } | undefined = parts[0]?.item;
      const named = await Doc.titles.search([1, 2, 3], {}, { attributes: ["embedding"], topK: 5 });
      const vector: Float32Array | undefined = named[0]?.item.embedding;
      const keys: SearchResult<{ id: string }>[] = Doc.keys.syncSearch([1, 2, 3], {}, { topK: 1 });
      // @ts-expect-error: the partition key is missing
      await Doc.byMeaning.search([1, 2, 3]);
      // @ts-expect-error: the same
      await Doc.byMeaning.search([1, 2, 3], { lang: "en" });
      // @ts-expect-error: not a value of the filter
      await Doc.titles.search([1, 2, 3], { lang: "de" });
      // @ts-expect-error: not compared by this index
      await Doc.titles.search([1, 2, 3], { tenant: "t" });
      // @ts-expect-error: not in this index
      await Doc.titles.search([1, 2, 3], {}, { attributes: ["year"] });
      // @ts-expect-error: the vector is returned if it is named
      const left: Float32Array = parts[0].item.embedding;
      return [whole, part, vector, keys, left];
    };
    expect(compiled).to.be.a("function");
  });

  it("have types of plain results if they do not project all, even if they have every attribute of the model", () => {
    class Place extends defineModel({
      table: "places",
      attributes: { id: attr.string().partitionKey(), city: attr.string(), position: attr.vector(2) },
      vectorIndexes: {
        keys: { vector: "position", distance: "EUCLIDEAN", filters: ["city"], projection: "KEYS_ONLY" },
        list: { vector: "position", distance: "EUCLIDEAN", projection: ["city"] },
      },
    }) {}
    // Compiled, never run.
    const compiled = async () => {
      const [key] = await Place.keys.search([1, 2]);
      const [part] = Place.list.syncSearch([1, 2]);
      // @ts-expect-error: the vector is not returned
      const vectors: unknown[] = [key?.item.position, "or"];
      // @ts-expect-error: the same
      vectors.push(part?.item.position);
      // @ts-expect-error: not an item of the model
      await key?.item.save();
      const names: (string | undefined)[] = [key?.item.city, part?.item.city];
      const [named] = await Place.keys.search([1, 2], {}, { attributes: ["position"] });
      const position: Float32Array | undefined = named?.item.position;
      return [vectors, names, position];
    };
    expect(compiled).to.be.a("function");
  });

  it("name attributes of the right types", () => {
    // @ts-expect-error: not a vector
    expect(() => defineModel({ table: "t", attributes, vectorIndexes: { a: { vector: "title", distance: "COSINE" } } }))
      .to.throw(TableDefinitionError)
      .with.property("message")
      .that.include('attribute "title" of type string is no vector');
  });

  it("are refused with all issues", () => {
    expect(issues({ byMeaning: 5, other: { distance: "MANHATTAN", vector: "embeding", filter: [] } })).to.deep.equal([
      "vectorIndexes.byMeaning: is no index. use { vector: …, distance: … }.",
      "vectorIndexes.other.filter: is unknown. did you mean filters?",
      'vectorIndexes.other.vector: there is no attribute "embeding". did you mean embedding?',
      "vectorIndexes.other.distance: is no distance function. use one of COSINE, DOT_PRODUCT, EUCLIDEAN.",
    ]);
    const wrong = {
      vector: "embedding",
      distance: "COSINE",
      partitionKey: "embedding",
      filters: ["tenant", "tenant", 5],
    };
    expect(issues({ wrong }).map((each) => each.replace(/ keys are.*/, ""))).to.deep.equal([
      'vectorIndexes.wrong.partitionKey: attribute "embedding" of type vector cannot be a key.',
      'vectorIndexes.wrong.filters[1]: attribute "tenant" is in the index twice. name it once.',
      "vectorIndexes.wrong.filters[2]: is no name. name an attribute.",
    ]);
    expect(
      issues({ wrong: { vector: "embedding", distance: "COSINE", filters: "lang", projection: ["x"] } }),
    ).to.deep.equal([
      "vectorIndexes.wrong.filters: is no array. name the attributes: [ … ].",
      'vectorIndexes.wrong.projection[0]: there is no attribute "x". the attributes are id, tenant, lang, year, title, embedding.',
    ]);
    expect(issues([]).join()).to.include("vectorIndexes: expected an object");
    const nullable = { ...attributes, embedding: attr.vector(3).nullable() };
    expect(issues({ wrong: { vector: "embedding", distance: "COSINE" } }, { attributes: nullable }).join()).to.include(
      'attribute "embedding" of type nullable vector is no vector',
    );
  });

  it("share the names of indexes and properties with the other indexes", () => {
    const index = { vector: "embedding", distance: "COSINE" };
    const more = { globalSecondaryIndexes: { same: { partitionKey: "tenant" } } };
    expect(issues({ same: index }, more).join()).to.include('vectorIndexes.same: there is an index "same" already');
    expect(issues({ same: { ...index, indexName: "other" } }, more).join()).to.include(
      "vectorIndexes.same: there is a global index of this property already",
    );
    expect(issues({ query: index }).join()).to.include("vectorIndexes.query: every model has a member of this name");
  });

  it("compare no attributes that templates make", () => {
    const keys = { id: "DOC#{title}" };
    expect(issues({ wrong: { vector: "embedding", distance: "COSINE", filters: ["id"] } }, { keys }).join()).to.include(
      'vectorIndexes.wrong.filters[0]: "id" is made by the template keys.id',
    );
  });
});

describe("the vector indexes of a shared table", () => {
  const library = defineTable({
    table: "library",
    partitionKey: ["pk", "S"],
    vectorIndexes: {
      byMeaning: {
        vector: "embedding",
        dimensions: 3,
        distance: "COSINE",
        partitionKey: ["entity", "S"],
        filters: [
          ["lang", "S"],
          ["year", "N"],
        ],
        projection: ["title"],
      },
    },
  });
  const own = { table: library, keys: { pk: "BOOK#{id}" } } as const;

  class Book extends defineModel({
    ...own,
    entity: "book",
    attributes: { id: attr.string(), title: attr.string(), lang: attr.string(), embedding: attr.vector(3) },
  }) {}

  class Reader extends defineModel({ ...own, entity: "reader", attributes: { id: attr.string() } }) {}

  it("are those of the table, and project the entity", () => {
    expect(createOptionsOf(library, {}).vectorIndexes).to.deep.equal([
      {
        indexName: "byMeaning",
        vector: "embedding",
        dimensions: 3,
        distance: "COSINE",
        partitionKey: ["entity", "S"],
        filters: [
          ["lang", "S"],
          ["year", "N"],
        ],
        projection: ["title", "entity"],
      },
    ]);
  });

  it("are properties of the models that have the vector", () => {
    expect(Book.byMeaning.index.filters).to.deep.equal(["lang"]);
    expect("byMeaning" in Reader).to.equal(false);
    // @ts-expect-error: the model has no vector
    expect(Reader.byMeaning).to.equal(undefined);
    // @ts-expect-error: an index with a list of attributes returns no vector, compiled, never run
    expect(async () => (await Book.byMeaning.search([1, 2, 3]))[0]?.item.embedding).to.be.a("function");
  });

  it("agree with the attributes of models", () => {
    const wrong = {
      ...own,
      entity: "wrong",
      attributes: { id: attr.string(), embedding: attr.vector(4), lang: attr.number(), year: attr.json() },
    };
    expect(() => defineModel(wrong))
      .to.throw(TableDefinitionError)
      .with.property("issues")
      .that.deep.includes.members([
        {
          path: "attributes.embedding",
          message:
            'is the vector of vector index "byMeaning" of the table, which has 3 dimensions, and is of type vector(4).',
          fix: "make it attr.vector(3).",
        },
        {
          path: "attributes.lang",
          message: 'searches in vector index "byMeaning" of the table compare it as S, and it is of type number.',
          fix: "use a type that is stored as S.",
        },
        {
          path: "attributes.year",
          message: 'searches in vector index "byMeaning" of the table compare it as N, and it is of type json.',
          fix: "use a type that is stored as N.",
        },
      ]);
  });

  it("are partitioned by an attribute that models then have", () => {
    const byTenant = defineTable({
      table: "notes",
      partitionKey: ["pk", "S"],
      vectorIndexes: {
        near: { vector: "v", dimensions: 2, distance: "COSINE", partitionKey: ["tenant", "S"] },
      },
    });
    expect(() =>
      defineModel({
        table: byTenant,
        entity: "note",
        keys: { pk: "{id}" },
        attributes: { id: attr.string(), v: attr.vector(2) },
      }),
    ).to.throw(TableDefinitionError, 'attributes.tenant: is required: it partitions vector index "near" of the table');
  });

  it("are refused with all issues", () => {
    const index = { vector: "v", dimensions: 0, distance: "COSINE", partitionKey: ["a", "S"], filters: ["x"] };
    const define = (vectorIndexes: unknown) => () =>
      defineTable({ table: "notes", partitionKey: ["a", "N"], vectorIndexes } as never);
    expect(define({ near: index, query: index, far: 5 }))
      .to.throw(TableDefinitionError)
      .with.property("issues")
      .with.length(5);
    const { partitionKey: _, filters: __, ...more } = index;
    expect(define({ near: more })).to.throw(TableDefinitionError, "vectorIndexes.near.dimensions: ");
  });
});
