import type { TagResourceCommandInput, UntagResourceCommandInput } from "@aws-sdk/client-dynamodb";
import { invalid, limitExceeded, notFound, stillInUse } from "../aws-error.js";
import { tooManyRequests } from "../request-rate.js";
import { readResourceArn } from "../resource-arn.js";
import { tags as tagList } from "../rules/table-members.js";
import { checkTagCount, checkTagKeys, checkTags } from "../rules/tags.js";
import { checkRequest, list, struct, text } from "../rules/wire-checks.js";
import type { PendingTags } from "../separate-settings.js";
import type { CheckedRequest, Operation } from "../table-operation.js";
import type { ControlPlane, Table } from "../tables.js";
import { visibleTable } from "../visible-tables.js";
import type { Wire } from "../wire.js";

const tagCheck = struct({ ResourceArn: text(), Tags: tagList }, ["ResourceArn", "Tags"]);
const untagCheck = struct({ ResourceArn: text(), TagKeys: list(text()) }, ["ResourceArn", "TagKeys"]);
const listCheck = struct({ ResourceArn: text(), NextToken: text() }, ["ResourceArn"]);

/** TagResource. */
export const tagResource: Operation = (controlPlane, json) => {
  checkRequest(json, tagCheck);
  const { ResourceArn, Tags = [] } = json as unknown as Wire<TagResourceCommandInput>; // as checked above
  if (Tags.length === 0) throw invalid("Atleast one Tag needs to be provided as Input.");
  const table = findWritable(controlPlane, String(ResourceArn));
  const { pendingTags } = table.separateSettings;
  const set = new Map(Tags.map(({ Key, Value }) => [String(Key), String(Value)]));
  const tags = new Map([...(pendingTags ?? table.separateSettings).tags, ...set]);
  const broken = checkTags(Tags) ?? checkTagCount(tags.keys());
  if (broken) throw broken;
  const repeats = pendingTags?.set && [...pendingTags.set].every(([key, value]) => set.get(key) === value);
  if (pendingTags && !repeats) throw locked(table);
  return write(controlPlane, table, { tags, set });
};

/** UntagResource. Keys that do not exist are no error. */
export const untagResource: Operation = (controlPlane, json) => {
  checkRequest(json, untagCheck);
  const { ResourceArn, TagKeys = [] } = json as unknown as Wire<UntagResourceCommandInput>; // as checked above
  if (TagKeys.length === 0) throw invalid("Atleast one Tag Key needs to be provided as Input.");
  const table = findWritable(controlPlane, String(ResourceArn));
  const broken = checkTagKeys(TagKeys) ?? checkTagCount(TagKeys);
  if (broken) throw broken;
  if (table.separateSettings.pendingTags) throw locked(table);
  const tags = new Map([...table.separateSettings.tags].filter(([key]) => !TagKeys.includes(key)));
  return write(controlPlane, table, { tags });
};

/** ListTagsOfResource: all tags on one page, because there are at most fifty. */
export const listTagsOfResource: Operation = (controlPlane, json) => {
  checkRequest(json, listCheck);
  const { description, separateSettings } = findTagged(controlPlane, String(json["ResourceArn"]));
  const tags = description.TableStatus === "CREATING" ? [] : [...separateSettings.tags];
  return { commit: () => ({ Tags: tags.map(([Key, Value]) => ({ Key, Value })) }) };
};

function findTagged(controlPlane: ControlPlane, arn: string): Table {
  const { name, isStream } = readResourceArn(controlPlane, arn);
  const table = isStream ? undefined : visibleTable(controlPlane, name);
  if (table) return table;
  throw notFound(`Requested resource not found: ResourceArn: ${arn} not found`);
}

function findWritable(controlPlane: ControlPlane, arn: string): Table {
  const table = findTagged(controlPlane, arn);
  if (table.description.TableStatus !== "CREATING") return table;
  throw stillInUse(`Table is being created: ${table.name}`);
}

function locked({ name }: Table): Error {
  return limitExceeded(`Table tags are being updated: ${name}`);
}

/** Writes tags after the cooldown. Until then readers get the previous tags, and only a repeated request is accepted. */
function write(controlPlane: ControlPlane, { separateSettings }: Table, pending: PendingTags): CheckedRequest {
  const before = (separateSettings.pendingTags ?? separateSettings).tags;
  const isChange =
    before.size !== pending.tags.size || [...pending.tags].some(([key, value]) => before.get(key) !== value);
  const refusal = isChange ? tooManyRequests(controlPlane) : undefined;
  if (refusal) throw refusal;
  return {
    commit: () => {
      if (!isChange) return {};
      separateSettings.pendingTags = pending;
      controlPlane.timeline.after(controlPlane.durations.tagsCooldownMs, () => {
        if (separateSettings.pendingTags !== pending) return;
        separateSettings.tags = pending.tags;
        separateSettings.pendingTags = undefined;
      });
      return {};
    },
  };
}
