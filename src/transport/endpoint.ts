import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

/** The host and port that requests are sent to. */
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

/** The endpoint in a configuration or the environment, known before the SDK resolves it. */
export function configuredEndpoint(config: DynamoDBClientConfig): Endpoint | undefined {
  const { endpoint = process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? process.env["AWS_ENDPOINT_URL"] } = config;
  if (typeof endpoint === "string") return URL.canParse(endpoint) ? fromUrl(new URL(endpoint)) : undefined;
  if (typeof endpoint !== "object") return undefined;
  if ("url" in endpoint) return fromUrl(endpoint.url);
  return { hostname: endpoint.hostname, port: endpoint.port };
}

/** The name of an endpoint in error messages. */
export function endpointName(endpoint: Endpoint | undefined): string {
  if (endpoint === undefined) return "the AWS endpoint";
  return endpoint.port === undefined ? endpoint.hostname : `${endpoint.hostname}:${endpoint.port}`;
}

/** What is wrong with a configured endpoint, and what to write instead; `undefined` if it is valid. */
export function endpointProblem(endpoint: unknown): { readonly message: string; readonly fix: string } | undefined {
  const fix = `write it as "${EXAMPLE}".`;
  if (isUrl(endpoint)) return { message: "it is a URL object.", fix: `pass its text: url.href.` };
  if (typeof endpoint === "string") {
    if (endpoint === "" || (/^https?:\/\/[^/]/i.test(endpoint) && URL.canParse(endpoint))) return undefined;
    const guess = `http://${endpoint.replace(/^([a-z]+:(?=\/)|(?=\/))\/*/i, "")}`;
    const likely = URL.canParse(guess) && !isSecret(guess) ? { fix: `write "${guess}".` } : { fix };
    return {
      message: `${isSecret(endpoint) ? "it" : JSON.stringify(endpoint)} is not a URL with http:// or https://.`,
      ...likely,
    };
  }
  if (["function", "object", "undefined"].includes(typeof endpoint)) return undefined;
  return { message: `expected a URL, got ${String(endpoint)}.`, fix };
}

const EXAMPLE = "http://127.0.0.1:8000";

/** Recognised by its tag, because a URL of another realm has another class. */
function isUrl(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object URL]";
}

/** An endpoint can contain a user name and password before the host. */
function isSecret(url: string): boolean {
  return url.includes("@");
}

function fromUrl({ hostname, port, protocol }: URL): Endpoint {
  const usual = protocol === "https:" ? 443 : 80;
  return { hostname, port: port === "" ? usual : Number(port) };
}
