import { runInNewContext } from "node:vm";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { portableConfig } from "../../src/transport/portable.js";

describe("portableConfig", () => {
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
    { field: "logger", value: console, words: "logger is no plain object" },
    { field: "extensions", value: [{}, { configure: () => 1 }], words: "extensions.1.configure is a function" },
    { field: "customUserAgent", value: Symbol("agent"), words: "customUserAgent is a symbol" },
    { field: "profile", value: new Proxy({}, {}), words: "profile is a proxy" },
    { field: "endpoint", value: new URL("http://127.0.0.1"), words: "endpoint is an instance of URL" },
    { field: "retryStrategy", value: nameless, words: "retryStrategy is no plain object" },
  ];
  for (const { field, value, words } of obstacles) {
    it(`says that ${words}`, () => {
      const { config, obstacles: found } = portableConfig({ region: "us-east-1", [field]: value });
      expect([...found]).to.deep.equal([[field, words]]);
      expect(config).to.deep.equal({ region: "us-east-1" });
    });
  }

  it("names every obstacle, not only the first", () => {
    const { obstacles: found } = portableConfig({ credentials: () => 1, requestHandler: handler });
    expect([...found.keys()]).to.deep.equal(["credentials", "requestHandler"]);
  });

  it("lets through whatever another thread gets a faithful copy of", () => {
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
    const { config: portable, obstacles: found } = portableConfig(config);
    expect(found.size).to.equal(0);
    expect(structuredClone(portable)).to.deep.equal(config);
  });

  it("takes plain objects of another realm for what they are", () => {
    const config = runInNewContext('({ credentials: { accessKeyId: "id" }, list: [1], when: { year: 2020 } })');
    expect(portableConfig(config).obstacles.size).to.equal(0);
  });
});
