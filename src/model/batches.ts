import type { WriteRequest } from "@aws-sdk/client-dynamodb";
import { usableOptions } from "./check-options.js";
import { keyIdentity } from "./keys.js";
import { Mistakes } from "./mistakes.js";
import type { BatchGetOptions, ItemCallOptions } from "./options.js";
import { reportRepeated } from "./repeated.js";
import type { Schema, StoredItem } from "./schema.js";

/** Puts and deletes, as a caller gives them. */
interface Writes {
  readonly put?: readonly object[] | undefined;
  readonly delete?: readonly object[] | undefined;
}

/** The stored keys of a batch that gets. Refuses everything that is wrong with them and with the options. */
export function keysToGet(schema: Schema, keys: readonly object[], options: BatchGetOptions): StoredItem[] {
  const mistakes = Mistakes.onTable(schema.table);
  usableOptions("batchGet", options, mistakes);
  const asked = storedKeys(schema, keys, "keys", mistakes);
  reportRepeated(identities(schema, asked), "keys", mistakes);
  mistakes.finish();
  return asked;
}

/** The requests of a batch that writes. Refuses everything that is wrong with them and with the options. */
export function writesToSend(schema: Schema, writes: Writes, options: ItemCallOptions): WriteRequest[] {
  const mistakes = Mistakes.onTable(schema.table);
  usableOptions("batchWrite", options, mistakes);
  const { put = [], delete: gone = [] } = usableOptions("writes", writes, mistakes);
  const items = Array.from(put, (item, place) => mistakes.of(() => schema.encodeItem(item), {}, `put[${place}]`));
  const keys = storedKeys(schema, gone, "delete", mistakes);
  const pathOf = (place: number) => (place < items.length ? `put[${place}]` : `delete[${place - items.length}]`);
  reportRepeated(identities(schema, [...items, ...keys]), pathOf, mistakes);
  mistakes.finish();
  return [...items.map((Item) => ({ PutRequest: { Item } })), ...keys.map((Key) => ({ DeleteRequest: { Key } }))];
}

function storedKeys(schema: Schema, keys: readonly object[], list: string, mistakes: Mistakes): StoredItem[] {
  if (Array.isArray(keys))
    return Array.from(keys, (key: object, place) => mistakes.of(() => schema.encodeKey(key), {}, `${list}[${place}]`));
  mistakes.report(list, "expected an array of keys.", `give [{ ${schema.keyNames.join(", ")} }, …].`);
  return [];
}

/** What tells the items apart. One that was refused has none. */
function identities({ keyNames }: Schema, stored: readonly StoredItem[]): (string | undefined)[] {
  return stored.map((item) => (keyNames.every((name) => name in item) ? keyIdentity(keyNames, item) : undefined));
}
