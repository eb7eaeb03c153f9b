import type { DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { DynamoClient } from "../../index.js";
import { endpointProblem, isLoopback } from "../../transport/endpoint.js";
import { loadSdk } from "../../transport/sdk.js";
import { suggest } from "../../validation/suggestions.js";
import type { Settings } from "../loading/load-config.js";
import type { ConnectionOptions } from "../options.js";
import { UsageError } from "../usage-error.js";
import { profileNames } from "./profiles.js";
import { type ResolvedEndpoint, resolvedEndpoint } from "./resolved-endpoint.js";

/** Where the requests of a run go. */
export interface Target {
  readonly region: string;
  /** The endpoint, if it is not the one of the region. */
  readonly endpoint?: string;
}

/** A client, and where its requests go. */
export interface Connection {
  readonly client: DynamoClient;
  readonly target: Target;
  /** Whether a request was sent that can change something. */
  readonly hasChanged: () => boolean;
  /** Closes the connections. */
  close(): void;
}

/** An emulator accepts any credentials, and is in no region. */
const FOR_EMULATORS = {
  region: "us-east-1",
  credentials: { accessKeyId: "any", secretAccessKey: "any" },
} as const;

const NO_REGION =
  "No region was given, so nothing was sent. Use --region eu-west-1, set AWS_REGION, or write region in dynatwin.config.";
const NO_CREDENTIALS =
  "There are no AWS credentials, so nothing was sent. Use --profile NAME (after aws sso login --profile NAME for SSO), set " +
  "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use an emulator: --endpoint-url http://127.0.0.1:8000.";
const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** Connects to DynamoDB as the options, the configuration file, the environment and the profile say, in this order. */
export async function connect(options: ConnectionOptions, settings: Settings): Promise<Connection> {
  const [{ DynamoClient }, sdk] = await Promise.all([import("../../index.js"), loadSdk()]);
  const { config, target } = await findTarget(options, settings);
  const sdkClient = new sdk.DynamoDBClient(config);
  const client = new DynamoClient({ client: sdkClient });
  return {
    client,
    target,
    hasChanged: noteChanges(sdkClient),
    close: () => {
      client.destroy();
      sdkClient.destroy();
    },
  };
}

/** Operations that change nothing. */
const READS = /^(Describe|List|Get|BatchGet|TransactGet|Query|Scan|Search)/;

/** Notes whether a request is sent that can change something. */
function noteChanges({ middlewareStack }: DynamoDBClient): () => boolean {
  let hasChanged = false;
  middlewareStack.add(
    (next, { commandName = "" }) =>
      (args) => {
        hasChanged ||= !READS.test(commandName);
        return next(args);
      },
    { step: "initialize" },
  );
  return () => hasChanged;
}

/** Finds where requests go, and with which credentials. Nothing is sent. */
export async function findTarget(
  options: ConnectionOptions,
  settings: Settings,
): Promise<{ readonly config: DynamoDBClientConfig & { credentials: Credentials }; readonly target: Target }> {
  const sdk = await loadSdk();
  const given = givenConfig(options, settings);
  const endpoint = await resolvedEndpoint(sdk, given);
  const isLocal = isLoopback(endpoint);
  if (!isLocal) checkProfile(given.profile ?? process.env["AWS_PROFILE"]);
  // Credentials of an emulator need no service of the machine.
  else process.env["AWS_EC2_METADATA_DISABLED"] ??= "true";
  // The SDK warns of keys in the environment beside a profile; --profile says which of them is meant.
  const finder = new sdk.DynamoDBClient({ ...given, ...(given.profile !== undefined && { logger: SILENT }) });
  try {
    const region = await regionOf(finder, endpoint, isLocal);
    const credentials = await credentialsOf(finder, isLocal);
    const target = { region, ...(endpoint.isOther && { endpoint: endpoint.origin }) };
    return { config: { ...given, region, credentials }, target };
  } finally {
    finder.destroy();
  }
}

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What the SDK does not find by itself. */
function givenConfig(options: ConnectionOptions, settings: Settings): DynamoDBClientConfig & { profile?: string } {
  const { env } = process;
  const profile = options.profile ?? settings.profile;
  const endpoint = options.endpointUrl ?? settings.endpoint;
  const problem = endpointProblem(endpoint);
  if (problem !== undefined) {
    const name = options.endpointUrl === undefined ? "endpoint in the configuration file" : "--endpoint-url";
    throw new UsageError(`${name}: ${problem.message} Fix: ${problem.fix}`);
  }
  // The AWS command line uses AWS_DEFAULT_REGION, too; the SDK does not.
  const region = options.region ?? settings.region ?? (env["AWS_REGION"] || env["AWS_DEFAULT_REGION"]);
  return {
    ...(region && { region }),
    ...(profile !== undefined && { profile }),
    ...(endpoint && { endpoint }),
  };
}

/** A mistake in the name of a profile is found before anything that it would have said. */
function checkProfile(profile: string | undefined): void {
  const known = profileNames();
  if (profile === undefined || profile === "default" || known.includes(profile)) return;
  const fix = known.length === 0 ? "there are none." : suggest(profile, known, "profiles");
  throw new UsageError(
    `The AWS configuration files have no profile ${JSON.stringify(profile)}, so nothing was sent: ${fix}`,
  );
}

async function regionOf({ config }: DynamoDBClient, { isOther }: ResolvedEndpoint, isLocal: boolean): Promise<string> {
  let region: string;
  try {
    region = await config.region();
  } catch (error) {
    if (isLocal) return FOR_EMULATORS.region;
    throw new UsageError(NO_REGION, { cause: error });
  }
  // A mistake in a region would be one in the host's name. Other endpoints are in regions of any name.
  if (isOther || REGION.test(region)) return region;
  throw new UsageError(
    `${JSON.stringify(region)} is not the name of a region, so nothing was sent. Write it as eu-west-1.`,
  );
}

type Credentials = NonNullable<DynamoDBClientConfig["credentials"]>;

/** The credentials, once they were found. An emulator needs none; else it throws where there are none, or their session is over. */
async function credentialsOf({ config }: DynamoDBClient, isLocal: boolean): Promise<Credentials> {
  try {
    await config.credentials();
    return config.credentials;
  } catch (error) {
    if (isLocal) return FOR_EMULATORS.credentials;
    const { message } = Object(error) as Error;
    const isMissing = /could not load credentials from any providers/i.test(message);
    throw new UsageError(
      isMissing ? NO_CREDENTIALS : `The AWS credentials cannot be used, so nothing was sent: ${message}`,
      { cause: error },
    );
  }
}
