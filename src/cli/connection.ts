import type { DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { DynamoClient } from "../index.js";
import { configuredEndpoint, isLoopback } from "../transport/endpoint.js";
import { loadSdk } from "../transport/sdk.js";
import type { Settings } from "./load-config.js";
import type { ConnectionOptions } from "./options.js";
import { UsageError } from "./usage-error.js";

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

/** Connects to DynamoDB as the options, the configuration file, the environment and the profile say, in this order. */
export async function connect(options: ConnectionOptions, settings: Settings): Promise<Connection> {
  const [{ DynamoClient }, sdk] = await Promise.all([import("../index.js"), loadSdk()]);
  const config = configOf(options, settings);
  const sdkClient = new sdk.DynamoDBClient(config);
  try {
    const region = await regionOf(sdkClient);
    await checkCredentials(sdkClient);
    const client = new DynamoClient({ client: sdkClient });
    const hasChanged = noteChanges(sdkClient);
    const endpoint = endpointOf(config);
    return {
      client,
      target: { region, ...(endpoint && { endpoint }) },
      hasChanged,
      close: () => {
        client.destroy();
        sdkClient.destroy();
      },
    };
  } catch (error) {
    sdkClient.destroy();
    throw error;
  }
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

function configOf(options: ConnectionOptions, settings: Settings): DynamoDBClientConfig {
  const { env } = process;
  const profile = options.profile ?? settings.profile;
  const endpoint = options.endpointUrl ?? settings.endpoint;
  // The AWS command line uses AWS_DEFAULT_REGION, too; the SDK does not.
  const region =
    options.region ?? settings.region ?? (profile ? undefined : (env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"]));
  const isLocal = isLoopback(configuredEndpoint(endpoint === undefined ? {} : { endpoint }));
  const hasCredentials =
    profile !== undefined || env["AWS_ACCESS_KEY_ID"] !== undefined || env["AWS_PROFILE"] !== undefined;
  return {
    ...(isLocal && { region: FOR_EMULATORS.region }),
    ...(isLocal && !hasCredentials && { credentials: FOR_EMULATORS.credentials }),
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
  };
}

function endpointOf({ endpoint }: DynamoDBClientConfig): string | undefined {
  const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL } = process.env;
  const shown = typeof endpoint === "string" ? endpoint : (AWS_ENDPOINT_URL_DYNAMODB ?? AWS_ENDPOINT_URL);
  // It can contain a user name and password before the host.
  return shown && URL.canParse(shown) ? new URL(shown).origin : undefined;
}

async function regionOf({ config }: DynamoDBClient): Promise<string> {
  try {
    return await config.region();
  } catch (error) {
    throw new UsageError(NO_REGION, { cause: error });
  }
}

/** Credentials that cannot be found, or whose session is over. */
async function checkCredentials({ config }: DynamoDBClient): Promise<void> {
  try {
    await config.credentials();
  } catch (error) {
    const { message } = Object(error) as Error;
    const isMissing = /could not load credentials from any providers/i.test(message);
    throw new UsageError(isMissing ? NO_CREDENTIALS : `The AWS credentials cannot be used: ${message}`, {
      cause: error,
    });
  }
}
