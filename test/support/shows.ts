import { attr, defineModel } from "../../src/index.js";

/** A model with indexes that have several attributes on one side. */
export class Show extends defineModel({
  table: "shows",
  attributes: {
    id: attr.string().partitionKey(),
    country: attr.string().optional(),
    city: attr.string().optional(),
    season: attr.number().optional(),
    name: attr.string().optional(),
    seal: attr.binary().optional(),
    price: attr.number().optional(),
  },
  globalSecondaryIndexes: {
    byPlace: { indexName: "by-place", partitionKey: ["country", "city"], sortKey: ["season", "name"] },
    bySeal: { indexName: "by-seal", partitionKey: "country", sortKey: ["seal", "season"], projection: "KEYS_ONLY" },
    byYear: { indexName: "by-season", partitionKey: ["season", "city"], projection: ["price"] },
  },
}) {}

/** A partition. */
export const oslo = { country: "no", city: "oslo" };
/** Shows in this partition, and in others. */
export const shows = [
  new Show({ id: "a", ...oslo, season: 10, name: "b", price: 5 }),
  new Show({ id: "b", ...oslo, season: 9.5, name: "z", price: 1 }),
  new Show({ id: "c", ...oslo, season: 10, name: "ba", price: 3 }),
  new Show({ id: "d", ...oslo, season: 10, name: "é", seal: new Uint8Array([1, 255]) }),
  new Show({ id: "e", ...oslo, season: 10, name: "\uffff", seal: new Uint8Array([1, 2]) }),
  new Show({ id: "f", ...oslo, season: 10, name: "😀", seal: new Uint8Array([128]) }),
  new Show({ id: "g", ...oslo, season: -3, name: "a", price: 2 }),
  new Show({ id: "h", ...oslo, season: 10 }), // without a name, so not in the index byPlace
  new Show({ id: "i", country: "no", city: "bergen", season: 10, name: "b" }),
  new Show({ id: "j", country: "se", city: "oslo", season: 10, name: "b" }),
];
