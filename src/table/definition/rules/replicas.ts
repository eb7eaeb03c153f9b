import type { Report } from "../../../validation/issues.js";
import { reportRepeated } from "../../../validation/repeated.js";
import { createTableRequest } from "../create-table-request.js";
import type { ReplicaOptions } from "../replica-options.js";
import { strongRegionsProblem } from "../strong-regions.js";
import type { Rule } from "./rule.js";
import { settings } from "./settings.js";

/** Replicas in other regions, and the consistency of a global table. */
export const replicaRules: readonly Rule[] = [
  {
    name: "unique-replica-regions",
    check: ({ options: { replicas = [] } }, report) =>
      reportRepeated(
        replicas.map(({ region }) => region),
        (place) => `replicas[${place}].region`,
        (path, region, first) => report(path, `${region} has a replica already (${first}).`, "give each region once."),
      ),
  },
  {
    name: "replica-settings",
    check: ({ options: { replicas = [] } }, report) => {
      for (const [place, replica] of replicas.entries())
        checkReplicaSettings(replica, (path, ...issue) => report(`replicas[${place}].${path}`, ...issue));
    },
  },
  {
    name: "replicas-with-consistency",
    check: ({ options: { replicas, consistency, witness } }, report) => {
      if (replicas !== undefined) return;
      for (const [path, value] of Object.entries({ consistency, witness }))
        if (value !== undefined)
          report(path, "is for a table with replicas.", "give replicas as well, or leave it out.");
    },
  },
  {
    name: "witness",
    check: ({ options: { replicas = [], consistency, witness } }, report) => {
      if (witness === undefined) return;
      if (consistency !== "STRONG")
        report("witness", "only a strongly consistent global table has a witness.", 'set consistency to "STRONG".');
      if (replicas.some(({ region }) => region === witness))
        report("witness", `${witness} has a replica.`, "name a third region.");
    },
  },
  {
    name: "strong-consistency",
    check: ({ options, input }, report) => {
      const { replicas = [], consistency, witness } = options;
      if (consistency !== "STRONG" || replicas.length === 0) return;
      const regions = replicas.map(({ region }) => region);
      const most = witness === undefined ? 3 : 2;
      // The table's own region can be in the list.
      if (regions.length < most - 1 || regions.length > most)
        report(
          "replicas",
          `a strongly consistent global table has ${most - 1} replicas${witness === undefined ? "" : " and a witness"} besides the table.`,
          `give ${most - 1}${witness === undefined ? ", or one and a witness" : ""}.`,
        );
      const problem = strongRegionsProblem(regions, witness);
      if (problem) report("replicas", problem.message, problem.fix);
      if (options.timeToLive) report("timeToLive", NO_TIME_TO_LIVE, 'leave it out, or set consistency to "EVENTUAL".');
      if ((input.LocalSecondaryIndexes ?? []).length > 0)
        report("localSecondaryIndexes", NO_LOCAL_INDEXES, 'use global ones, or set consistency to "EVENTUAL".');
    },
  },
  {
    name: "stream-of-replicas",
    check: ({ options: { replicas = [], consistency, stream } }, report) => {
      if (replicas.length === 0 || stream === undefined || stream === "NEW_AND_OLD_IMAGES") return;
      if (consistency === "STRONG") return;
      report("stream", STREAM_OF_REPLICAS, 'write "NEW_AND_OLD_IMAGES", or leave it out.');
    },
  },
  {
    name: "key-of-replicas",
    check: ({ options: { replicas = [], encryption } }, report) => {
      for (const [place, { kmsKeyId }] of replicas.entries())
        if (encryption === "CUSTOMER_MANAGED" && kmsKeyId === undefined)
          report(
            `replicas[${place}].kmsKeyId`,
            "the table has a key that you manage, and a replica needs one of its own region.",
            "pass its id, ARN or alias.",
          );
        else if ((encryption === "AWS_OWNED" || encryption === "AWS_MANAGED") && kmsKeyId !== undefined)
          report(
            `replicas[${place}].kmsKeyId`,
            `a replica's key does not go with encryption ${encryption} of the table.`,
            'set encryption to "CUSTOMER_MANAGED" with kmsKeyId, or leave it out.',
          );
    },
  },
];

export const NO_TIME_TO_LIVE = "a strongly consistent global table has no time to live.";
export const NO_LOCAL_INDEXES = "a strongly consistent global table has no local secondary indexes.";
export const STREAM_OF_REPLICAS = "DynamoDB replicates with a stream of the view type NEW_AND_OLD_IMAGES.";

/** Checks the settings of a replica as those of a table. */
export function checkReplicaSettings(
  { tags, resourcePolicy, pointInTimeRecovery }: ReplicaOptions,
  report: Report,
): void {
  const options = { partitionKey: ["pk", "S"], tags, resourcePolicy, pointInTimeRecovery } as const;
  const request = createTableRequest("replica", options);
  for (const { check } of settings) check(request, report);
}
