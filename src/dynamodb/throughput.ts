/** The maximum throughput on demand, in request units per second, each at least 1. */
export interface OnDemandThroughputOptions {
  /** The maximum of read request units per second. @defaultValue no maximum */
  readonly maxRead?: number | undefined;
  /** The maximum of write request units per second. @defaultValue no maximum */
  readonly maxWrite?: number | undefined;
}

/** Throughput that is available from the start, in units per second. DynamoDB charges for it once. */
export interface WarmThroughputOptions {
  /** Read units per second, at least 12000 on demand, at least the read capacity when provisioned. */
  readonly read?: number | undefined;
  /** Write units per second, at least 4000 on demand, at least the write capacity when provisioned. */
  readonly write?: number | undefined;
}
