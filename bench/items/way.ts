import type { DynamoDB } from "@aws-sdk/client-dynamodb";
import type { Sample } from "./sample.js";

export const OPERATIONS = ["put", "get", "query"] as const;
export type Operation = (typeof OPERATIONS)[number];

/** One way to store an item, to read it, and to read a page of 25. */
export interface Way {
  /** Writes the item, from its plain values. */
  put(item: Sample): Promise<unknown>;
  get(): Promise<unknown>;
  query(): Promise<readonly unknown[]>;
}

/** Opens a way over a client of the SDK. Every way gets one with the same settings. */
export type Open = (client: DynamoDB) => Way;

/** The raw SDK first: all others are measured against it. */
export const WAYS = [
  { name: "raw-sdk", title: "the SDK, `AttributeValue`s by hand" },
  { name: "dynatwin", title: "dynatwin" },
  { name: "lib-dynamodb", title: "@aws-sdk/lib-dynamodb" },
  { name: "dynamodb-toolbox", title: "dynamodb-toolbox 2" },
  { name: "electrodb", title: "ElectroDB 3" },
  { name: "onetable", title: "dynamodb-onetable 2" },
  { name: "dynamoose", title: "dynamoose 4" },
] as const;

export type WayName = (typeof WAYS)[number]["name"];
