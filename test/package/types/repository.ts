// A generic class for any model, as applications write them, without casts and without loss of types.
import { attr, defineModel, type InputOf, type ItemOf, type KeyOf, type ModelClass, type QueryKeyOf } from "dynatwin";
import { mockDynamoDB } from "dynatwin/testing";

export class Repository<M extends ModelClass> {
  constructor(private readonly model: M) {}

  get(key: KeyOf<M>): Promise<InstanceType<M> | undefined> {
    return this.model.get(key);
  }

  getNow(key: KeyOf<M>): InstanceType<M> | undefined {
    return this.model.syncGet(key);
  }

  save(item: InstanceType<M>): Promise<InstanceType<M>> {
    return item.save();
  }

  query(key: QueryKeyOf<M>, limit: number): Promise<InstanceType<M>[]> {
    return this.model.query(key, { limit }).toArray();
  }

  async list(): Promise<InstanceType<M>[]> {
    const items: InstanceType<M>[] = [];
    for await (const item of this.model.scan()) items.push(item);
    return items;
  }

  getMany(keys: readonly KeyOf<M>[]): Promise<InstanceType<M>[]> {
    return this.model.batchGet(keys);
  }

  async replaceAll(put: readonly InstanceType<M>[], gone: readonly KeyOf<M>[]): Promise<void> {
    await this.model.batchWrite({ put, delete: gone });
  }

  async deleteTable(): Promise<void> {
    await this.model.deleteTable({ ifExists: true, wait: true });
  }
}

class Order extends defineModel({
  table: "orders",
  attributes: {
    customer: attr.string().partitionKey(),
    status: attr.enum(["open", "paid", "sent"]).sortKey(),
    total: attr.number().default(0),
  },
}) {
  get isPaid(): boolean {
    return this.status !== "open";
  }
}

const orders = new Repository(Order);
const input: InputOf<typeof Order> = { customer: "c1", status: "open" };
const key: KeyOf<typeof Order> = { customer: "c1", status: "open" };
// @ts-expect-error: the key is that of the model
export const wrongKey = () => orders.get({ customer: "c1" });
// @ts-expect-error: so are its values
export const wrongStatus = () => orders.query({ customer: "c1", status: "closed" }, 1);
// @ts-expect-error: an item is of the model's class
export const wrongItem = () => orders.save({ customer: "c1", status: "open", total: 1 });
// @ts-expect-error: not a model's class
export const noModel = () => new Repository(Date);

const db = await mockDynamoDB(Order);
await orders.save(new Order(input));
await orders.replaceAll([new Order({ customer: "c1", status: "paid", total: 5 })], []);
const found: Order | undefined = await orders.get(key);
const plain: ItemOf<typeof Order> | undefined = orders.getNow(key);
const paid = await orders.query({ customer: "c1", status: { beginsWith: "pa" } }, 5);
const all = await orders.list();
const many = await orders.getMany([key]);
console.log(JSON.stringify([found?.isPaid, plain?.total, paid.map((each) => each.isPaid), all.length, many.length]));
await orders.deleteTable();
console.log(db.tables.length);
await db.close();
