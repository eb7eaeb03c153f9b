import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { loadSdk } from "../../src/transport/sdk.js";
import { SdkTransport } from "../../src/transport/sdk-transport.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

describe("advice in an error", () => {
  const config = { region: "us-east-1", maxAttempts: 1, credentials: { accessKeyId: "a", secretAccessKey: "s" } };
  const missing = { name: "CredentialsProviderError", message: "Could not load credentials from any providers" };

  async function failure(own: DynamoDBClientConfig): Promise<Error> {
    const transport = new SdkTransport({ config: { ...config, ...own } }, { load: loadSdk });
    try {
      return await transport.send("DescribeTable", { TableName: "users" }).then(
        () => new Error("it did not fail"),
        (error: Error) => error,
      );
    } finally {
      transport.destroy();
    }
  }

  it("says how to set credentials, and keeps the SDK's error", async () => {
    const credentials = () => Promise.reject(Object.assign(new Error(missing.message), { name: missing.name }));
    const error = await failure({ credentials, endpoint: "http://127.0.0.1:1" });
    expect(error.name).to.equal(missing.name);
    expect(error.message).to.match(/^Could not load credentials from any providers\. .*AWS_ACCESS_KEY_ID.*An emulator/);
    expect(error.stack).to.include("AWS_ACCESS_KEY_ID");
  });

  it("says what to check if no server listens", async () => {
    const error = await failure({ endpoint: "http://127.0.0.1:1" });
    expect(error).to.include({ code: "ECONNREFUSED" });
    expect(error.message).to.match(/127\.0\.0\.1:1 \(DescribeTable on table "users"\)\. No server listens there/);
  });

  for (const [name, words] of [
    ["ExpiredTokenException", "get new ones"],
    ["UnrecognizedClientException", "does not know the access key"],
    ["InvalidSignatureException", "clock"],
    ["UnknownOperationException", "The endpoint does not support this operation."],
  ] as const) {
    it(`says what to do about ${name}`, async () => {
      const dynamodb = ScriptedDynamoDB.start();
      dynamodb.startScenario({ faults: [{ kind: "error", error: { name, message: "no", status: 400 } }] });
      const error = await failure(dynamodb.config);
      dynamodb.stop();
      expect(error.name).to.equal(name);
      expect(error.message).to.include('no (DescribeTable on table "users")').and.include(words);
    });
  }

  it("says so if https is used with a plain server", async () => {
    const dynamodb = ScriptedDynamoDB.start();
    const error = await failure({
      ...dynamodb.config,
      endpoint: String(dynamodb.config.endpoint).replace("http:", "https:"),
    });
    dynamodb.stop();
    expect(error.message).to.include("does not use TLS").and.include("http://");
  });

  it("refuses an endpoint without a host before anything is sent, from any source", async () => {
    const endpoint = { protocol: "localhost:", hostname: "", path: "8000" };
    expect((await failure({ endpoint: () => Promise.resolve(endpoint) })).message).to.include("Nothing was sent");
  });
});
