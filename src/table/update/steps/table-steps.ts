import type { SSESpecification } from "@aws-sdk/client-dynamodb";
import { USUAL_SECONDS } from "../../../dynamodb/durations.js";
import type { NormalisedEncryption } from "../../definition/normalised-table.js";
import { of, type StepMaker, updateStep } from "./changes.js";
import { LIMIT_TEXTS } from "./limit-texts.js";

/** Changes the class of the table. DynamoDB accepts it only alone. */
export const tableClassSteps: StepMaker = (changes) =>
  of(changes, "tableClass").map(({ expected, actual }) =>
    updateStep(changes, {
      action: "updateTableClass",
      target: "table",
      before: actual,
      after: expected,
      reason: `The table class is ${actual}, and ${expected} is defined.`,
      usualSeconds: USUAL_SECONDS.tableClass,
      limit: LIMIT_TEXTS.tableClass,
      change: { TableClass: changes.wanted.tableClass },
    }),
  );

/** Enables or disables the deletion protection. DynamoDB accepts it only alone. */
export const deletionProtectionSteps: StepMaker = (changes) =>
  of(changes, "deletionProtection").map(({ expected, actual }) =>
    updateStep(changes, {
      action: "updateDeletionProtection",
      target: "table",
      before: actual,
      after: expected,
      reason: `Deletion protection is ${actual ? "on" : "off"}, and ${expected ? "on" : "off"} is defined.`,
      usualSeconds: USUAL_SECONDS.deletionProtection,
      limit: LIMIT_TEXTS.deletionProtection,
      change: { DeletionProtectionEnabled: changes.wanted.deletionProtection },
    }),
  );

/** Changes who holds the key of the encryption. DynamoDB accepts it only alone. */
export const encryptionSteps: StepMaker = (changes) =>
  of(changes, "encryption").map(({ expected, actual }) =>
    updateStep(changes, {
      action: "updateEncryption",
      target: "table",
      before: actual,
      after: expected,
      reason: "The table is encrypted with another key than is defined.",
      waitsFor: "encryption settled",
      usualSeconds: USUAL_SECONDS.encryption,
      limit: LIMIT_TEXTS.encryption,
      change: { SSESpecification: encryptionRequest(changes.wanted.encryption) },
    }),
  );

/** The encryption as a request has it. */
export function encryptionRequest(wanted: NormalisedEncryption | undefined): SSESpecification {
  if (wanted?.encryption === "AWS_MANAGED") return { Enabled: true, SSEType: "KMS" };
  if (wanted?.encryption === "CUSTOMER_MANAGED")
    return { Enabled: true, SSEType: "KMS", KMSMasterKeyId: wanted.kmsKeyId };
  return { Enabled: false };
}

/** Disables the stream, also where another one is to take its place: DynamoDB cannot change what a stream records. */
export const streamOffSteps: StepMaker = (changes) =>
  of(changes, "stream").flatMap(({ expected, actual }) => {
    if (actual === false) return [];
    return updateStep(changes, {
      action: "disableStream",
      target: "stream",
      before: actual,
      reason: expected
        ? `The stream records ${actual}, and ${expected} is defined: DynamoDB disables it and enables another one.`
        : "The table has a stream, and none is defined.",
      destroys: [`what the stream (${actual}) still holds, up to 24 hours of changes; its readers stop`],
      usualSeconds: USUAL_SECONDS.stream,
      change: { StreamSpecification: { StreamEnabled: false } },
    });
  });

/** Enables the stream. */
export const streamOnSteps: StepMaker = (changes) =>
  of(changes, "stream").flatMap(({ actual }) => {
    const view = changes.wanted.stream;
    if (!view) return [];
    return updateStep(changes, {
      action: "enableStream",
      target: "stream",
      after: view,
      reason: actual ? "It was disabled by an earlier step." : `The table has no stream, and one is defined (${view}).`,
      usualSeconds: USUAL_SECONDS.stream,
      change: { StreamSpecification: { StreamEnabled: true, StreamViewType: view } },
    });
  });
