import type { Report } from "../../validation/issues.js";
import { ownMember } from "../../validation/own-member.js";
import { NO_LOCAL_INDEXES, NO_TIME_TO_LIVE, STREAM_OF_REPLICAS } from "../definition/rules/replicas.js";
import { strongCountProblem, strongRegionsProblem } from "../definition/strong-regions.js";
import type { Changes } from "./steps/changes.js";
import { finalMode } from "./steps/index-changes.js";
import { addedRegions, removedRegions } from "./steps/replica-changes.js";

/** What the replicas of a definition and the table do not allow together. */
export function checkReplicas(changes: Changes, report: Report): void {
  checkOwnRegion(changes, report);
  checkGroup(changes, report);
  checkOverrides(changes, report);
  if (addedRegions(changes).length === 0) return;
  if (changes.wanted.consistency === "STRONG" && changes.actual.replicas === undefined) checkStrong(changes, report);
  else checkStream(changes, report);
}

function checkOwnRegion({ wanted, actual: { region = "" } }: Changes, report: Report): void {
  if (Object.keys(ownMember(wanted.replicas, region) ?? {}).length > 0)
    report(
      `replicas.${region}`,
      "is the region of the table itself, whose settings are not those of a replica.",
      "give its settings as those of the table, or leave it out.",
    );
  if (wanted.witness === region) report("witness", `${region} is the region of the table.`, "name a third region.");
}

/** What a group of replicas keeps, and what is removed together. */
function checkGroup(changes: Changes, report: Report): void {
  const { actual, differences } = changes;
  const removed = removedRegions(changes);
  const there = Object.keys(actual.replicas ?? {});
  for (const { part, path, actual: value } of differences)
    if (part === "consistency" || part === "witness")
      report(
        path,
        `the global table has ${part} ${value ?? "none"}, and keeps that as long as it has replicas.`,
        "leave it out, or remove all replicas first.",
      );
  if (actual.consistency !== "STRONG") return;
  for (const region of addedRegions(changes))
    report(
      `replicas.${region}`,
      "a strongly consistent global table gets no replica after its creation.",
      "leave it out, or remove all replicas first and create the global table again with all of its regions.",
    );
  // A call that names one replica does not say that it means all of them, and the witness.
  const isNamedAlone = changes.removals.dropReplicas !== undefined;
  if (removed.length > 0 && (isNamedAlone || removed.length < there.length))
    report(
      `replicas.${removed[0]}`,
      "one replica of a strongly consistent global table is not removed alone: DynamoDB removes all of them with the witness.",
      `remove all with updateTable({ replicas: [], allowDestroy: ${JSON.stringify(there.map((region) => `replica ${region}`))} }).`,
    );
}

/** Throughput of the other billing mode, of indexes that are not there, and keys beside a key of AWS. */
function checkOverrides(changes: Changes, report: Report): void {
  const { wanted, actual } = changes;
  const isProvisioned = finalMode(changes) === "PROVISIONED";
  const indexes = { ...actual.globalSecondaryIndexes, ...wanted.globalSecondaryIndexes };
  const encryption = (wanted.encryption ?? actual.encryption)?.encryption;
  for (const [region, replica] of Object.entries(wanted.replicas ?? {})) {
    const ofIndexes = Object.entries(replica.globalSecondaryIndexes ?? {});
    const parts = [
      ["", replica] as const,
      ...ofIndexes.map(([name, index]) => [`.globalSecondaryIndexes.${name}`, index] as const),
    ];
    for (const [at, { readCapacity, maxRead }] of parts) {
      if (readCapacity !== undefined && !isProvisioned)
        report(
          `replicas.${region}${at}.readCapacity`,
          "gives capacity units, and the table is PAY_PER_REQUEST.",
          "leave it out.",
        );
      if (maxRead !== undefined && isProvisioned)
        report(
          `replicas.${region}${at}.onDemandThroughput`,
          "bounds on-demand requests, and the table is PROVISIONED.",
          "leave it out.",
        );
    }
    for (const [name] of ofIndexes)
      if (ownMember(indexes, name) === undefined)
        report(
          `replicas.${region}.globalSecondaryIndexes.${name}`,
          "the table has no index of this name.",
          "leave it out.",
        );
    if (replica.kmsKeyId !== undefined && encryption === "AWS_OWNED")
      report(
        `replicas.${region}.kmsKeyId`,
        "the table is encrypted with a key that AWS owns, and so are its replicas.",
        'set encryption to "CUSTOMER_MANAGED" with kmsKeyId first, or leave it out.',
      );
  }
}

/** What DynamoDB needs for a strongly consistent global table. */
function checkStrong(changes: Changes, report: Report): void {
  const { wanted, actual, hasItems } = changes;
  const regions = [...(actual.region === undefined ? [] : [actual.region]), ...addedRegions(changes)];
  for (const problem of [strongCountProblem(regions, wanted.witness), strongRegionsProblem(regions, wanted.witness)])
    if (problem) report("replicas", problem.message, problem.fix);
  if (hasItems)
    report(
      "consistency",
      "the table has items, and a strongly consistent global table is created from an empty one.",
      'create it from another table and write the items there, or set consistency to "EVENTUAL".',
    );
  const { timeToLive = actual.timeToLive } = wanted;
  if (timeToLive) report("consistency", NO_TIME_TO_LIVE, "disable it first with timeToLive: false.");
  if (Object.keys(actual.localSecondaryIndexes ?? {}).length > 0)
    report("consistency", NO_LOCAL_INDEXES, "create another table without them.");
}

function checkStream({ wanted, actual }: Changes, report: Report): void {
  const { stream = actual.stream } = wanted;
  const isRight = stream === "NEW_AND_OLD_IMAGES" || (stream === false && wanted.stream === undefined);
  if (stream === undefined || isRight) return;
  report(
    wanted.stream === undefined ? "replicas" : "stream",
    `${STREAM_OF_REPLICAS} The table has ${stream === false ? "none" : stream}.`,
    'change it first with stream: "NEW_AND_OLD_IMAGES", which needs allowDestroy: ["stream"].',
  );
}
