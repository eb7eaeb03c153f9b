import type { ChangeTarget } from "../../errors.js";
import type { MultiRegionConsistency, ReplicaOptions, ReplicaSettings } from "../definition/replica-options.js";
import type { WaitOptions } from "../wait/options.js";

/** What `createGlobalTable` accepts. */
export interface GlobalTableOptions {
  /** The regions of all replicas, that of the client, which has the table, included. */
  readonly regions: readonly string[];
  /**
   * Whether reads are strongly consistent across regions. `"STRONG"` needs an empty table and three regions of one set, or two
   * and a witness. @defaultValue `"EVENTUAL"`
   */
  readonly consistency?: MultiRegionConsistency | undefined;
  /** With `"STRONG"`: the region, not one of `regions`, that has no replica and takes part in each write. @defaultValue none */
  readonly witness?: string | undefined;
  /** Settings of replicas, each with its region. @defaultValue those of the table */
  readonly replicas?: readonly ReplicaOptions[] | undefined;
  /** `"replica eu-west-1"` for settings of it whose change destroys something: its policy, its backups. @defaultValue none */
  readonly allowDestroy?: readonly ChangeTarget[] | undefined;
  /**
   * Wait until every replica is ACTIVE: `true`, or how to wait. Between two replicas, and before settings of a replica, it waits
   * in any case. The time is that of the whole call. @defaultValue false; the time is twice as long as replicas usually take
   */
  readonly wait?: boolean | WaitOptions | undefined;
  /** Ends the call with the signal's reason. What was sent by then takes effect. */
  readonly signal?: AbortSignal | undefined;
}

/** What `addReplica` accepts. */
export interface AddReplicaOptions extends ReplicaSettings {
  /** `"replica eu-west-1"` for settings of it whose change destroys something: its policy, its backups. @defaultValue none */
  readonly allowDestroy?: readonly ChangeTarget[] | undefined;
  /**
   * Wait until the replica is ACTIVE: `true`, or how to wait. Before settings of the replica it waits in any case.
   * @defaultValue false; the time is twice as long as a replica usually takes
   */
  readonly wait?: boolean | WaitOptions | undefined;
  /** Ends the call with the signal's reason. What was sent by then takes effect. */
  readonly signal?: AbortSignal | undefined;
}

/** What `removeReplica` accepts. */
export interface RemoveReplicaOptions {
  /**
   * Wait until the replica is gone: `true`, or how to wait; `false` to return at once.
   * @defaultValue true, for twice as long as it usually takes
   */
  readonly wait?: boolean | WaitOptions | undefined;
  /** Ends the call with the signal's reason. What was sent by then takes effect. */
  readonly signal?: AbortSignal | undefined;
}
