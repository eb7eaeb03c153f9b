/**
 * The items of all tables at one moment, to be restored later. They stay in the emulator's thread until `contents` is read or the
 * mock is closed. As JSON, a snapshot can be saved in a file, and restored from it.
 */
export interface Snapshot {
  /**
   * The items by table, in DynamoDB's JSON. A table of another region than the mock's has its ARN in place of its name. They are
   * copied from the emulator's thread when they are first read.
   */
  readonly contents: Readonly<Record<string, readonly Record<string, unknown>[]>>;
}

/** The configuration for any client of the AWS SDK. The credentials are placeholders: the emulator accepts all. */
export interface MockConfig {
  /** The URL of the embedded DynamoDB. */
  readonly endpoint: string;
  /** The region of the mock's options. Any other region can be used too: each has its own tables. */
  readonly region: string;
  /** Placeholder credentials, which the SDK requires. */
  readonly credentials: {
    /** The access key. */
    readonly accessKeyId: string;
    /** Its secret. */
    readonly secretAccessKey: string;
  };
}

/** The emulator's clock. Times in table descriptions and the durations of changes are measured on it. */
export interface MockClock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Advances the clock by a number of milliseconds, 0 or more. All threads observe it at once: changes that were due in this
   * time are complete before the next request.
   */
  advance(ms: number): void;
}
