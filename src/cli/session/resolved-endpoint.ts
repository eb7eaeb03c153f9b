import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { SdkModule } from "../../transport/command-classes.js";
import type { Endpoint } from "../../transport/endpoint.js";

/** Where requests go. */
export interface ResolvedEndpoint extends Endpoint {
  /** Protocol, host and port. A user name and a password before the host are not in it. */
  readonly origin: string;
  /** Whether it is another endpoint than that of the region. */
  readonly isOther: boolean;
}

/** The domains of the endpoints of regions. */
const OF_AWS =
  /^dynamodb(?:-fips)?\.[^.]+\.(?:amazonaws\.(?:com|com\.cn|eu)|api\.aws|api\.amazonwebservices\.com\.cn|.*\.ic\.gov|sc2s\.sgov\.gov)$/;

/** Ends a request before it is signed and sent. */
class Stopped extends Error {
  constructor(readonly request: unknown) {
    super();
  }
}

/**
 * Where the SDK sends requests with a configuration: the endpoint of the environment and of the profile are found by the SDK
 * only while it makes a request. Nothing is sent.
 */
export async function resolvedEndpoint(sdk: SdkModule, config: DynamoDBClientConfig): Promise<ResolvedEndpoint> {
  const client = new sdk.DynamoDBClient({
    ...config,
    // Neither changes the host here.
    region: config.region ?? "us-east-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    accountIdEndpointMode: "disabled",
    maxAttempts: 1,
  });
  client.middlewareStack.add(
    () =>
      ({ request }) => {
        throw new Stopped(request);
      },
    { step: "build" },
  );
  try {
    await client.send(new sdk.ListTablesCommand({}));
    throw new Error("The request was sent.");
  } catch (error) {
    if (error instanceof Stopped) return endpointOf(error.request);
    throw error;
  } finally {
    client.destroy();
  }
}

function endpointOf(request: unknown): ResolvedEndpoint {
  const { protocol, hostname, port } = request as {
    readonly protocol: string;
    readonly hostname: string;
    readonly port?: number;
  }; // an HTTP request
  const isUsual = port === undefined || port === (protocol === "https:" ? 443 : 80);
  const origin = `${protocol}//${hostname}${isUsual ? "" : `:${port}`}`;
  return { hostname, port, origin, isOther: !OF_AWS.test(hostname) };
}
