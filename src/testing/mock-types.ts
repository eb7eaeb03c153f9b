import type { Contents } from "./emulator/protocol.js";

/** The items of all tables at one moment, to be restored later. */
export interface Snapshot {
  /** @internal */
  readonly contents: Contents;
}

/** What any client of the AWS SDK needs to reach the embedded DynamoDB. The credentials are made up: it takes all. */
export interface MockConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}
