import { expect } from "chai";
import { configuredEndpoint, endpointName, isLoopback } from "../../src/transport/endpoint.js";

describe("an endpoint", () => {
  const names = ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"] as const;
  const saved = new Map(names.map((name) => [name, process.env[name]]));

  beforeEach(() => {
    for (const name of names) delete process.env[name];
  });

  after(() => {
    for (const [name, value] of saved) if (value !== undefined) process.env[name] = value;
  });

  for (const url of [
    "http://127.0.0.1:8000",
    "http://127.1.2.3",
    "http://localhost:1",
    "http://a.localhost:1",
    "http://[::1]:1",
  ]) {
    it(`is on this machine at ${url}`, () => {
      expect(isLoopback(configuredEndpoint({ endpoint: url }))).to.equal(true);
    });
  }

  for (const url of ["https://dynamodb.eu-west-1.amazonaws.com", "http://localhost.example.org", "http://10.127.0.1"]) {
    it(`is not on this machine at ${url}`, () => {
      expect(isLoopback(configuredEndpoint({ endpoint: url }))).to.equal(false);
    });
  }

  it("has the default port if it names none", () => {
    expect(configuredEndpoint({ endpoint: "http://127.0.0.1" })?.port).to.equal(80);
    expect(configuredEndpoint({ endpoint: "https://127.0.0.1" })?.port).to.equal(443);
  });

  it("is read in every form that the SDK accepts", () => {
    const expected = { hostname: "127.0.0.1", port: 8000 };
    expect(configuredEndpoint({ endpoint: "http://127.0.0.1:8000" })).to.deep.equal(expected);
    expect(configuredEndpoint({ endpoint: { url: new URL("http://127.0.0.1:8000") } })).to.deep.equal(expected);
    const parts = { protocol: "http:", hostname: "127.0.0.1", port: 8000, path: "/" };
    expect(configuredEndpoint({ endpoint: parts })).to.deep.equal(expected);
  });

  it("is the environment's if the configuration has none", () => {
    process.env["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1";
    expect(configuredEndpoint({})?.port).to.equal(1);
    process.env["AWS_ENDPOINT_URL_DYNAMODB"] = "http://127.0.0.1:2";
    expect(configuredEndpoint({})?.port).to.equal(2);
    expect(configuredEndpoint({ endpoint: "http://127.0.0.1:3" })?.port).to.equal(3);
  });

  it("is not known if only the SDK can resolve it", () => {
    expect(configuredEndpoint({})).to.equal(undefined);
    expect(configuredEndpoint({ endpoint: "not a URL" })).to.equal(undefined);
    const later = () => Promise.resolve({ protocol: "http:", hostname: "127.0.0.1", path: "/" });
    expect(configuredEndpoint({ endpoint: later })).to.equal(undefined);
    expect(isLoopback(undefined)).to.equal(false);
  });

  it("is named in errors by its host and port only, without credentials", () => {
    expect(endpointName(configuredEndpoint({ endpoint: "http://user:secret@127.0.0.1:8000/path" }))).to.equal(
      "127.0.0.1:8000",
    );
    expect(endpointName({ hostname: "dynamodb.eu-west-1.amazonaws.com", port: undefined })).to.equal(
      "dynamodb.eu-west-1.amazonaws.com",
    );
    expect(endpointName(undefined)).to.equal("the AWS endpoint");
  });
});
