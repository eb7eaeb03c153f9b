import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

/** Where requests go. */
export interface Endpoint {
  readonly hostname: string;
  readonly port: number | undefined;
}

/** Whether an endpoint is on this machine. */
export function isLoopback(endpoint: Endpoint | undefined): boolean {
  if (endpoint === undefined) return false;
  const name = endpoint.hostname.replace(/^\[|\]$/g, "");
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" || name.startsWith("127.");
}

/** The endpoint that a configuration or the environment names, before the SDK has had its say. */
export function configuredEndpoint(config: DynamoDBClientConfig): Endpoint | undefined {
  const { endpoint = process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? process.env["AWS_ENDPOINT_URL"] } = config;
  if (typeof endpoint === "string") return URL.canParse(endpoint) ? fromUrl(new URL(endpoint)) : undefined;
  if (typeof endpoint !== "object") return undefined;
  if ("url" in endpoint) return fromUrl(endpoint.url);
  return { hostname: endpoint.hostname, port: endpoint.port };
}

/** What an error calls an endpoint. */
export function endpointName(endpoint: Endpoint | undefined): string {
  if (endpoint === undefined) return "the AWS endpoint";
  return endpoint.port === undefined ? endpoint.hostname : `${endpoint.hostname}:${endpoint.port}`;
}

function fromUrl({ hostname, port, protocol }: URL): Endpoint {
  const usual = protocol === "https:" ? 443 : 80;
  return { hostname, port: port === "" ? usual : Number(port) };
}
