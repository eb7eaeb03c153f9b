import { runInNewContext } from "node:vm";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { copyableConfig } from "../../src/transport/copyable-config.js";

describe("copyableConfig", () => {
  class Handler {}
  const handler = new Handler();
  const sdk = new DynamoDBClient({ region: "us-east-1" });
  const nameless = Object.create(Object.create(Object.create(null)));

  after(() => sdk.destroy());

  const obstacles: { field: string; value: unknown; words: string }[] = [
    { field: "credentials", value: () => ({}), words: "credentials is a function" },
    { field: "requestHandler", value: handler, words: "requestHandler is an instance of Handler" },
    { field: "client", value: sdk, words: "client is an instance of DynamoDBClient" },
    { field: "logger", value: { debug() {}, level: 3 }, words: "logger.debug is a function" },
    { field: "logger", value: console, words: "logger is not a plain object" },
    { field: "extensions", value: [{}, { configure: () => 1 }], words: "extensions.1.configure is a function" },
    { field: "customUserAgent", value: Symbol("agent"), words: "customUserAgent is a symbol" },
    { field: "profile", value: new Proxy({}, {}), words: "profile is a proxy" },
    { field: "endpoint", value: new URL("http://127.0.0.1"), words: "endpoint is an instance of URL" },
    { field: "retryStrategy", value: nameless, words: "retryStrategy is not a plain object" },
  ];
  for (const { field, value, words } of obstacles) {
    it(`says that ${words}`, () => {
      const { config, obstacles: found } = copyableConfig({ region: "us-east-1", [field]: value });
      expect([...found]).to.deep.equal([[field, words]]);
      expect(config).to.deep.equal({ region: "us-east-1" });
    });
  }

  it("reports every field that cannot be copied, not only the first", () => {
    const { obstacles: found } = copyableConfig({ credentials: () => 1, requestHandler: handler });
    expect([...found.keys()]).to.deep.equal(["credentials", "requestHandler"]);
  });

  it("keeps every field that can be copied exactly", () => {
    const circular: Record<string, unknown> = { depth: 1 };
    circular["self"] = circular;
    const config = {
      region: "us-east-1",
      credentials: { accessKeyId: "id", secretAccessKey: "secret", expiration: new Date(0) },
      requestHandler: { requestTimeout: 1000, httpsAgent: { maxSockets: 5 } },
      maxAttempts: 5,
      customUserAgent: [["app", "1"]],
      endpoint: { protocol: "http:", hostname: "127.0.0.1", port: 1, path: "/", query: undefined },
      bytes: new Uint8Array([1, 2]),
      large: 10n,
      nothing: null,
      circular,
    };
    const { config: portable, obstacles: found } = copyableConfig(config);
    expect(found.size).to.equal(0);
    expect(structuredClone(portable)).to.deep.equal(config);
  });

  it("accepts plain objects of another realm", () => {
    const config = runInNewContext('({ credentials: { accessKeyId: "id" }, list: [1], when: { year: 2020 } })');
    expect(copyableConfig(config).obstacles.size).to.equal(0);
  });
});
