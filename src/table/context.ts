/** What a procedure on tables knows besides its arguments: the clock, and what its client remembers. */
export interface TableContext {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Milliseconds since 1970. */
  timeOfDay(): number;
  /** Whether the endpoint is on this machine. */
  readonly isLoopback: boolean;
  /** What to do about a wait that ran out of time, where the client knows better than that it takes longer. */
  readonly waitAdvice: string | undefined;
  /** Notes that this client created a table. */
  noteCreated(tableName: string): void;
  /** Notes that DynamoDB knows the table, or that it was deleted: from now on "not found" means what it says. */
  noteKnown(tableName: string): void;
  /** Whether a table that DynamoDB does not find may be one that this client created moments ago. */
  mayAppear(tableName: string): boolean;
  /** Says how many milliseconds a call takes because of what it found: the default limit of a blocking call comes on top. */
  allowFor(ms: number): void;
}
