/** The items of all tables at one moment, to be restored later. It is plain JSON, and may be kept in a file. */
export interface Snapshot {
  /** The items by table, as DynamoDB writes them. */
  readonly contents: Readonly<Record<string, readonly Record<string, unknown>[]>>;
}

/** What any client of the AWS SDK needs to reach the embedded DynamoDB. The credentials are made up: it takes all. */
export interface MockConfig {
  /** Where it listens. */
  readonly endpoint: string;
  /** The region of the mock's options. */
  readonly region: string;
  /** Some credentials, as the SDK sends nothing without. */
  readonly credentials: {
    /** The access key. */
    readonly accessKeyId: string;
    /** Its secret. */
    readonly secretAccessKey: string;
  };
}

/** The emulator's clock: all times in descriptions are its, and changes take their time on it. */
export interface MockClock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Turns it on by so many milliseconds, which all threads see at once: whatever would have happened meanwhile has happened
   * by the next request. No less than 0.
   */
  advance(ms: number): void;
}
