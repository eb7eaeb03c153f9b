import type { TagResourceCommandInput, UntagResourceCommandInput } from "@aws-sdk/client-dynamodb";
import { invalid, limitExceeded, notFound, stillInUse } from "../aws-error.js";
import { readResourceArn } from "../resource-arn.js";
import { tags as tagList } from "../rules/table-members.js";
import { fewTags, tagKeysValid, tagsValid } from "../rules/tags.js";
import { checkShape, list, struct, text } from "../rules/wire-checks.js";
import type { PendingTags } from "../separate-settings.js";
import type { Operation, Played } from "../table-operation.js";
import type { Plane, Table } from "../tables.js";
import { knownTable } from "../visible-tables.js";
import type { Wire } from "../wire.js";

const tagShape = struct({ ResourceArn: text(), Tags: tagList }, ["ResourceArn", "Tags"]);
const untagShape = struct({ ResourceArn: text(), TagKeys: list(text()) }, ["ResourceArn", "TagKeys"]);
const listShape = struct({ ResourceArn: text(), NextToken: text() }, ["ResourceArn"]);

/** TagResource. */
export const tagResource: Operation = (plane, json) => {
  checkShape(json, tagShape);
  const { ResourceArn, Tags = [] } = json as unknown as Wire<TagResourceCommandInput>; // as its shape says
  if (Tags.length === 0) throw invalid("Atleast one Tag needs to be provided as Input.");
  const table = findWritable(plane, String(ResourceArn));
  const { pendingTags } = table.extras;
  const set = new Map(Tags.map(({ Key, Value }) => [String(Key), String(Value)]));
  const tags = new Map([...(pendingTags ?? table.extras).tags, ...set]);
  const broken = tagsValid(Tags) ?? fewTags(tags.keys());
  if (broken) throw broken;
  const repeats = pendingTags?.set && [...pendingTags.set].every(([key, value]) => set.get(key) === value);
  if (pendingTags && !repeats) throw locked(table);
  return write(plane, table, { tags, set });
};

/** UntagResource. Keys that are not there are no error. */
export const untagResource: Operation = (plane, json) => {
  checkShape(json, untagShape);
  const { ResourceArn, TagKeys = [] } = json as unknown as Wire<UntagResourceCommandInput>; // as its shape says
  if (TagKeys.length === 0) throw invalid("Atleast one Tag Key needs to be provided as Input.");
  const table = findWritable(plane, String(ResourceArn));
  const broken = tagKeysValid(TagKeys) ?? fewTags(TagKeys);
  if (broken) throw broken;
  if (table.extras.pendingTags) throw locked(table);
  const tags = new Map([...table.extras.tags].filter(([key]) => !TagKeys.includes(key)));
  return write(plane, table, { tags });
};

/** ListTagsOfResource: all of them at once, as there are never more than fifty. */
export const listTagsOfResource: Operation = (plane, json) => {
  checkShape(json, listShape);
  const { description, extras } = findTagged(plane, String(json["ResourceArn"]));
  const tags = description.TableStatus === "CREATING" ? [] : [...extras.tags];
  return { commit: () => ({ Tags: tags.map(([Key, Value]) => ({ Key, Value })) }) };
};

function findTagged(plane: Plane, arn: string): Table {
  const { name, isStream } = readResourceArn(plane, arn);
  const table = isStream ? undefined : knownTable(plane, name);
  if (table) return table;
  throw notFound(`Requested resource not found: ResourceArn: ${arn} not found`);
}

function findWritable(plane: Plane, arn: string): Table {
  const table = findTagged(plane, arn);
  if (table.description.TableStatus !== "CREATING") return table;
  throw stillInUse(`Table is being created: ${table.name}`);
}

function locked({ name }: Table): Error {
  return limitExceeded(`Table tags are being updated: ${name}`);
}

/** Nobody sees the change, and only its repetition is taken, until it is done. No change is done at once. */
function write(plane: Plane, { extras }: Table, pending: PendingTags): Played {
  const before = (extras.pendingTags ?? extras).tags;
  const isChange =
    before.size !== pending.tags.size || [...pending.tags].some(([key, value]) => before.get(key) !== value);
  return {
    commit: () => {
      if (!isChange) return {};
      extras.pendingTags = pending;
      plane.timeline.after(plane.durations.tagsCooldownMs, () => {
        if (extras.pendingTags !== pending) return;
        extras.tags = pending.tags;
        extras.pendingTags = undefined;
      });
      return {};
    },
  };
}
