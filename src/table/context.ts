/** What a procedure on tables uses besides its arguments: the clock, and the state of its client. */
export interface TableContext {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** Milliseconds since 1970. */
  timeOfDay(): number;
  /** Whether the endpoint is on this machine. */
  readonly isLoopback: boolean;
  /** What to do about a wait that timed out, if the client knows the reason. */
  readonly waitAdvice: string | undefined;
  /** Whether the call is one of many that are made at the same time. */
  readonly isOneOfMany: boolean;
  /** Notes that this client created a table. */
  noteCreated(tableName: string): void;
  /** Notes that DynamoDB found the table, or that it was deleted: from now on, "not found" is final. */
  noteKnown(tableName: string): void;
  /** Whether a table that DynamoDB does not find may have been created by this client some seconds ago. */
  mayAppear(tableName: string): boolean;
  /** Says how many milliseconds a call takes because of what it found: the default limit of a blocking call comes on top. */
  allowFor(ms: number): void;
}
