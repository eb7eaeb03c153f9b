import { DynamoClient } from "dynatwin";
import { type MockDynamoDB, mockDynamoDB, type Snapshot, useDynamoDB } from "dynatwin/testing";
import { Order, User } from "./models.js";

export const started: Promise<MockDynamoDB> = mockDynamoDB(User, Order, { latency: { createTableMs: 5 } });
export const inTests = () => useDynamoDB(User, { reset: "never" });
// @ts-expect-error There is no such option.
export const wrongOption = () => mockDynamoDB(User, { latancy: "instant" });
// @ts-expect-error A name is not a model.
export const wrongModel = () => mockDynamoDB("users");
// @ts-expect-error restore accepts a snapshot.
export const wrongSnapshot = async () => (await started).restore({});

const db = await started;
const client: DynamoClient = db.client;
await db.put(new User({ id: "u1", age: 3 }), new Order({ id: "o1" }));
const snapshot: Snapshot = await db.snapshot();
await db.reset();
await db.restore(snapshot);
const user = await User.byAge.query({ age: 3 }).first();
console.log(JSON.stringify([user?.id, client instanceof DynamoClient, db.tables]));
await db.close();
