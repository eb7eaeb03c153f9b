import { byteLength } from "../../../dynamodb/byte-length.js";
import {
  MAX_ATTRIBUTE_NAME_BYTES,
  MAX_POLICY_BYTES,
  MAX_RECOVERY_DAYS,
  MAX_TAG_KEY_LENGTH,
  MAX_TAG_VALUE_LENGTH,
  MAX_TAGS,
} from "../../../dynamodb/limits.js";
import { STREAM_VIEW_TYPES, TABLE_CLASSES } from "../../../dynamodb/values.js";
import { shown } from "../../../validation/readers.js";
import { reportRepeated } from "../../../validation/repeated.js";
import type { Rule } from "./rule.js";

/** The values without a KMS key. A misspelt value is not among them, because it may mean CUSTOMER_MANAGED. */
const NO_KMS_KEY: readonly unknown[] = [undefined, "AWS_OWNED", "AWS_MANAGED"];
const VIEW_TYPES: readonly string[] = STREAM_VIEW_TYPES;

/** Table class, encryption, stream, tags, policy, and the settings after creation. */
export const settings: readonly Rule[] = [
  {
    name: "table-class",
    check: ({ input, at }, report) => {
      if (input.TableClass === undefined || TABLE_CLASSES.includes(input.TableClass)) return;
      report(
        at("TableClass"),
        `unknown table class ${JSON.stringify(input.TableClass)}.`,
        'use "STANDARD" or "STANDARD_INFREQUENT_ACCESS".',
      );
    },
  },
  {
    name: "kms-key-with-customer-managed",
    check: ({ options: { encryption, kmsKeyId } }, report) => {
      if (encryption === "CUSTOMER_MANAGED" && !kmsKeyId) {
        report("kmsKeyId", "encryption CUSTOMER_MANAGED needs the KMS key.", "pass its id, ARN or alias.");
      } else if (kmsKeyId !== undefined && NO_KMS_KEY.includes(encryption)) {
        report(
          "kmsKeyId",
          `a KMS key does not go with encryption ${encryption ?? "AWS_OWNED"}.`,
          'set encryption to "CUSTOMER_MANAGED", or leave kmsKeyId out.',
        );
      }
    },
  },
  {
    name: "encryption-specification",
    check: ({ input, at }, report) => {
      const { Enabled, SSEType, KMSMasterKeyId } = input.SSESpecification ?? {};
      const type = at("SSESpecification", "SSEType");
      const keyId = at("SSESpecification", "KMSMasterKeyId");
      if (SSEType !== undefined && SSEType !== "KMS")
        report(type, `encryption type ${JSON.stringify(SSEType)} is not supported.`, 'use "KMS".');
      if (Enabled === false && SSEType !== undefined)
        report(type, "SSEType goes with Enabled: true only.", "leave it out.");
      if (Enabled === false && KMSMasterKeyId !== undefined)
        report(keyId, "KMSMasterKeyId goes with Enabled: true only.", "leave it out.");
      if (KMSMasterKeyId !== undefined && SSEType === undefined && Enabled !== false)
        report(type, "a KMS key needs SSEType.", 'set it to "KMS".');
    },
  },
  {
    name: "stream-view-type",
    check: ({ input, at }, report) => {
      if (!input.StreamSpecification) return;
      const { StreamEnabled, StreamViewType } = input.StreamSpecification;
      const path = at("StreamSpecification", "StreamViewType");
      if (StreamEnabled && StreamViewType === undefined)
        report(path, "an enabled stream needs a view type.", `use one of ${VIEW_TYPES.join(", ")}.`);
      if (StreamEnabled && StreamViewType !== undefined && !VIEW_TYPES.includes(StreamViewType))
        report(path, `unknown view type ${shown(StreamViewType)}.`, `use one of ${VIEW_TYPES.join(", ")}.`);
      if (!StreamEnabled && StreamViewType !== undefined)
        report(path, "a disabled stream has no view type.", "enable the stream, or leave it out.");
    },
  },
  {
    name: "tag-count",
    check: ({ input, at }, report) => {
      const count = input.Tags?.length ?? 0;
      if (count > MAX_TAGS) report(at("Tags"), `the table has ${count} tags.`, `use at most ${MAX_TAGS}.`);
    },
  },
  {
    name: "tag-text",
    check: ({ input, at }, report) => {
      for (const [index, { Key = "", Value = "" }] of (input.Tags ?? []).entries()) {
        const path = at("Tags", index);
        if (Key.length < 1 || Key.length > MAX_TAG_KEY_LENGTH)
          report(path, `the tag's key has ${Key.length} characters.`, `use 1 to ${MAX_TAG_KEY_LENGTH}.`);
        if (Value.length > MAX_TAG_VALUE_LENGTH)
          report(path, `the tag's value has ${Value.length} characters.`, `use at most ${MAX_TAG_VALUE_LENGTH}.`);
        if (/^aws:/i.test(Key)) report(path, 'tag keys that start with "aws:" are reserved.', "use another key.");
      }
    },
  },
  {
    name: "unique-tags",
    check: ({ input, at }, report) => {
      const keys = (input.Tags ?? []).map(({ Key = "" }) => Key);
      const pathOf = (index: number) => at("Tags", index);
      reportRepeated(keys, pathOf, (path, key) =>
        report(path, `the tag ${shown(key)} is given twice.`, "give it once."),
      );
    },
  },
  {
    name: "resource-policy-size",
    check: ({ input, at }, report) => {
      const size = byteLength(input.ResourcePolicy ?? "");
      if (size > MAX_POLICY_BYTES)
        report(at("ResourcePolicy"), `the policy has ${size} bytes.`, `use at most ${MAX_POLICY_BYTES}.`);
    },
  },
  {
    name: "time-to-live-attribute",
    check: ({ options: { timeToLive } }, report) => {
      if (timeToLive === undefined || timeToLive === false) return;
      const length = byteLength(timeToLive);
      if (length < 1 || length > MAX_ATTRIBUTE_NAME_BYTES)
        report("timeToLive", `the attribute's name has ${length} bytes.`, `use 1 to ${MAX_ATTRIBUTE_NAME_BYTES}.`);
    },
  },
  {
    name: "recovery-period",
    check: ({ options: { pointInTimeRecovery } }, report) => {
      if (typeof pointInTimeRecovery !== "object") return;
      const { recoveryPeriodInDays: days } = pointInTimeRecovery;
      if (days < 1 || days > MAX_RECOVERY_DAYS)
        report(
          "pointInTimeRecovery.recoveryPeriodInDays",
          `${days} days cannot be kept.`,
          `use 1 to ${MAX_RECOVERY_DAYS}.`,
        );
    },
  },
];
