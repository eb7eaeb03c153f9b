import { createHash } from "node:crypto";
import { expect } from "chai";
import type { ConnectionOptions } from "../../src/cli/options.js";
import { findTarget, type Target } from "../../src/cli/session/connection.js";
import { UsageError } from "../../src/cli/usage-error.js";
import { Project } from "./project.js";

const KEYS = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "env-secret" };

const CONFIG = `
[default]
region = ap-south-1

[profile production]
region = eu-west-1
aws_access_key_id = AKIAPROFILE
aws_secret_access_key = profile-secret

[profile local]
region = eu-central-1
endpoint_url = http://127.0.0.1:8123
aws_access_key_id = AKIALOCAL
aws_secret_access_key = local-secret

[profile signed-in]
region = eu-west-1
sso_session = company
sso_account_id = 123456789012
sso_role_name = Reader

[sso-session company]
sso_region = eu-west-1
sso_start_url = https://example.awsapps.com/start
`;

const SETTINGS = { models: [] };

interface Found extends Target {
  readonly accessKeyId: string;
}

describe("the connection of a command", () => {
  const project = new Project();
  const { env: original } = process;

  before(() => {
    const session = createHash("sha1").update("company").digest("hex");
    project.write({
      config: CONFIG,
      [`home/.aws/sso/cache/${session}.json`]: {
        accessToken: "sso-token",
        expiresAt: "2020-01-01T00:00:00Z",
        region: "eu-west-1",
        startUrl: "https://example.awsapps.com/start",
      },
    });
  });

  afterEach(() => {
    process.env = original;
  });

  after(() => project.remove());

  /** Where a command sends requests, and as whom, with AWS variables that are these only. */
  async function find(
    env: Readonly<Record<string, string>>,
    options: ConnectionOptions = {},
    settings = {},
  ): Promise<Found> {
    const own = Object.entries(original).filter(([name]) => !/^AWS_(?!SDK)/.test(name));
    process.env = {
      ...Object.fromEntries(own),
      HOME: project.path("home"),
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: project.path("config"),
      AWS_SHARED_CREDENTIALS_FILE: project.path("none"),
      ...env,
    };
    const { config, target } = await findTarget(options, { ...SETTINGS, ...settings });
    const { credentials } = config;
    const { accessKeyId } = typeof credentials === "function" ? await credentials() : credentials;
    return { ...target, accessKeyId };
  }

  async function refusal(env: Readonly<Record<string, string>>, options: ConnectionOptions = {}): Promise<string> {
    const error = await find(env, options).catch((error: Error) => error);
    expect(error).to.be.instanceOf(UsageError);
    return (error as Error).message;
  }

  it("has the region of the option, of the configuration file, of the environment, and of the profile, in this order", async () => {
    const env = { ...KEYS, AWS_REGION: "us-west-1", AWS_DEFAULT_REGION: "us-west-2" };
    expect((await find(env, { region: "eu-north-1" }, { region: "eu-south-1" })).region).to.equal("eu-north-1");
    expect((await find(env, {}, { region: "eu-south-1" })).region).to.equal("eu-south-1");
    expect((await find(env)).region).to.equal("us-west-1");
    expect((await find({ ...KEYS, AWS_DEFAULT_REGION: "us-west-2" })).region).to.equal("us-west-2");
    expect((await find(KEYS)).region).to.equal("ap-south-1");
  });

  it("has the region, the endpoint and the credentials of a profile", async () => {
    const production = { region: "eu-west-1", accessKeyId: "AKIAPROFILE" };
    expect(await find(KEYS, { profile: "production" })).to.deep.equal(production);
    expect(await find(KEYS, {}, { profile: "production" })).to.deep.equal(production);
    expect(await find({ AWS_PROFILE: "local" })).to.deep.equal({
      region: "eu-central-1",
      endpoint: "http://127.0.0.1:8123",
      accessKeyId: "AKIALOCAL",
    });
  });

  it("has the endpoint of the option, of the configuration file and of the environment, in this order", async () => {
    const env = { ...KEYS, AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:1", AWS_ENDPOINT_URL: "http://127.0.0.1:2" };
    const options = { endpointUrl: "http://user:password@127.0.0.1:3/path" };
    const endpoints = [
      await find(env, options, { endpoint: "http://127.0.0.1:4" }),
      await find(env, {}, { endpoint: "http://127.0.0.1:4" }),
      await find(env),
    ].map(({ endpoint }) => endpoint);
    expect(endpoints).to.deep.equal(["http://127.0.0.1:3", "http://127.0.0.1:4", "http://127.0.0.1:1"]);
  });

  it("needs neither a region nor credentials for an emulator", async () => {
    const env = { AWS_CONFIG_FILE: project.path("none"), AWS_ENDPOINT_URL: "http://localhost:8000" };
    const emulator = { region: "us-east-1", endpoint: "http://localhost:8000", accessKeyId: "any" };
    expect(await find(env)).to.deep.equal(emulator);
  });

  it("refuses what would be sent to a region that nobody named, or to one that is none", async () => {
    const none = { ...KEYS, AWS_CONFIG_FILE: project.path("none") };
    expect(await refusal(none)).to.include("No region was given, so nothing was sent.");
    expect(await refusal({ ...none, AWS_REGION: "" })).to.include("No region was given, so nothing was sent.");
    expect(await refusal(KEYS, { region: "eu-west1" })).to.include('"eu-west1" is not the name of a region');
  });

  it("says what is wrong with a profile, a session and an endpoint", async () => {
    expect(await refusal({}, { profile: "prodction" })).to.equal(
      'The AWS configuration files have no profile "prodction", so nothing was sent: did you mean production?',
    );
    expect(await refusal({}, { profile: "signed-in" })).to.match(
      /^The AWS credentials cannot be used, so nothing was sent: .*run 'aws sso login'/,
    );
    expect(await refusal({})).to.include("There are no AWS credentials, so nothing was sent. Use --profile NAME");
    expect(await refusal(KEYS, { endpointUrl: "localhost:8000" }))
      .to.include("--endpoint-url: ")
      .and.include("http://");
  });

  it("prints no credentials", async () => {
    const messages = [
      await refusal({ ...KEYS, AWS_SESSION_TOKEN: "session-token" }, { region: "eu-west1" }),
      await refusal({}, { profile: "signed-in" }),
      await refusal(KEYS, { endpointUrl: "user:password@host" }),
    ].join();
    expect(messages).to.not.match(/AKIA|secret|token|password/);
  });
});
