/** The environment variables with which clients use an emulator. */
export type ClientEnvironment = Readonly<Record<string, string>>;

/** The settings of clients of any language for an emulator, which accepts any credentials. */
export function environmentFor(endpoint: string, region: string): ClientEnvironment {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: "any",
    AWS_SECRET_ACCESS_KEY: "any",
  };
}

/** Variables that would send requests elsewhere, or sign them in another way. */
const REMOVED = [
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_CREDENTIAL_EXPIRATION",
  "AWS_ENDPOINT_URL",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
  // With them, the SDK refuses an endpoint.
  "AWS_USE_FIPS_ENDPOINT",
  "AWS_USE_DUALSTACK_ENDPOINT",
];

/** The variable with which this command recognises the environment of an emulator, also where a configuration file says another. */
export const EMULATOR_VARIABLE = "DYNATWIN_EMULATOR";

/** The environment of a command that uses an emulator. */
export function environmentOfCommand(own: NodeJS.ProcessEnv, client: ClientEnvironment): NodeJS.ProcessEnv {
  const others = Object.entries(own).filter(([name]) => !REMOVED.includes(name));
  return {
    ...Object.fromEntries(others),
    ...client,
    // boto3 reads the region from AWS_DEFAULT_REGION only.
    AWS_DEFAULT_REGION: client["AWS_REGION"],
    [EMULATOR_VARIABLE]: client["AWS_ENDPOINT_URL_DYNAMODB"],
  };
}
