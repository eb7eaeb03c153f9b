/** What a test can need of the DynamoDB that it runs on, beyond items, tables and indexes. */
export const NEEDS = [
  /** `dynatwin/testing` itself: `reset`, `snapshot`, `restart` and its other methods are what is tested. */
  "mock",
  /** A clock that the test advances. */
  "clock",
  /** Simulated faults. */
  "faults",
  /** The list of the received requests. */
  "requests",
  /** TransactGetItems and TransactWriteItems. */
  "transactions",
  /** ReturnValuesOnConditionCheckFailure, from which errors get the existing item and the reason. */
  "existingItems",
  /** Vector indexes, and SearchVectors. */
  "vectors",
] as const;

/** One of {@link NEEDS}. */
export type Need = (typeof NEEDS)[number];

/** What only our emulator has. */
const OURS: readonly Need[] = ["mock", "clock", "faults", "requests"];

/** A DynamoDB that is not our emulator. */
export interface OtherEngine {
  readonly endpoint: string;
  /** Whether it is on this machine. Otherwise the region and the credentials are the usual ones of AWS. */
  readonly isLocal: boolean;
  readonly lacks: ReadonlySet<Need>;
  /** The start of the names of all tables of this run. */
  readonly prefix: string;
}

/** The engine that the environment names; `undefined` is our emulator. */
export function readEngine(environment: NodeJS.ProcessEnv): OtherEngine | undefined {
  const endpoint = environment["DYNATWIN_TEST_ENDPOINT"];
  if (!endpoint) return undefined;
  const isLocal = isLoopback(new URL(endpoint).hostname);
  if (!isLocal && environment["DYNATWIN_TEST_ALLOW_REMOTE"] !== "1") {
    throw new Error(
      `DYNATWIN_TEST_ENDPOINT is ${endpoint}, which is not on this machine. The tests create and delete tables there, ` +
        "which can cost money. To permit that, set DYNATWIN_TEST_ALLOW_REMOTE=1.",
    );
  }
  const lacks = (environment["DYNATWIN_TEST_LACKS"] ?? "").split(",").filter((need) => need !== "");
  const unknown = lacks.filter((need) => !NEEDS.some((known) => known === need));
  if (unknown.length > 0) throw new Error(`DYNATWIN_TEST_LACKS: ${unknown.join()} is not one of ${NEEDS.join()}.`);
  const prefix = `dynatwin-test-${process.pid}-${Date.now().toString(36)}-`;
  return { endpoint, isLocal, lacks: new Set([...OURS, ...(lacks as Need[])]), prefix }; // checked above
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

/** The engine of this run. */
export const otherEngine = readEngine(process.env);
