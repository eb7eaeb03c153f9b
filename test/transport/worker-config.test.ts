import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { DynamoClient, type DynamoClientConfig, SyncUnavailableError } from "../../src/index.js";
import { throws } from "../support/both.js";
import { ScriptedDynamoDB, unanswered } from "../support/scripted-dynamodb.js";
import { SsoPortal } from "../support/sso-portal.js";

const SECRET = "never-to-be-seen-secret";

describe("the configuration of the worker's SDK client", () => {
  const environment = { ...process.env };
  let dynamodb: ScriptedDynamoDB;
  let folder: string;
  let endpoint: string;
  let clients: DynamoClient[];

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
    endpoint = String(dynamodb.config.endpoint);
  });

  beforeEach(() => {
    dynamodb.startScenario();
    clients = [];
    folder = mkdtempSync(join(tmpdir(), "dynatwin-config-"));
    // Without the credentials and files of this machine.
    for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
    setEnvironment({
      HOME: folder,
      USERPROFILE: folder,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      AWS_REGION: "us-east-1",
    });
  });

  afterEach(() => {
    for (const client of clients) client.destroy();
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    setEnvironment(environment);
    rmSync(folder, { recursive: true });
  });

  after(() => dynamodb.stop());

  function setEnvironment(values: NodeJS.ProcessEnv): void {
    Object.assign(process.env, values);
  }

  /** Writes a file into the home folder of this test, and returns its path. */
  function write(name: string, ...lines: string[]): string {
    const file = join(folder, name);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, `${lines.join("\n")}\n`);
    return file;
  }

  /** Creates a client that blocks with the worker. */
  function clientOf({ sync, ...config }: DynamoClientConfig = {}): DynamoClient {
    const client = new DynamoClient({ ...config, sync: { engine: "worker", ...sync } });
    clients.push(client);
    return client;
  }

  /** Sends a request, and returns its access key and region as the server received them. */
  function senderOf(client: DynamoClient): string {
    client.syncTableExists("users");
    const request = dynamodb.requests().at(-1);
    expect(JSON.stringify(dynamodb.requests())).not.to.include(SECRET);
    return `${request?.accessKeyId} ${request?.region}`;
  }

  const keys = (id: string) => [`aws_access_key_id = ${id}`, `aws_secret_access_key = ${SECRET}`];

  it("is static credentials", () => {
    const credentials = { accessKeyId: "STATIC", secretAccessKey: SECRET };
    expect(senderOf(clientOf({ endpoint, credentials, region: "eu-west-1" }))).to.equal("STATIC eu-west-1");
  });

  it("is the credentials and region of the environment, set at run time", () => {
    setEnvironment({ AWS_ACCESS_KEY_ID: "ENVIRONMENT", AWS_SECRET_ACCESS_KEY: SECRET, AWS_REGION: "ap-south-1" });
    expect(senderOf(clientOf({ endpoint }))).to.equal("ENVIRONMENT ap-south-1");
  });

  it("is, for each client, the environment of its own first call", () => {
    setEnvironment({ AWS_ACCESS_KEY_ID: "BEFORE", AWS_SECRET_ACCESS_KEY: SECRET });
    const first = clientOf({ endpoint });
    const second = clientOf({ endpoint });
    expect(senderOf(first)).to.equal("BEFORE us-east-1");
    setEnvironment({ AWS_ACCESS_KEY_ID: "AFTER", AWS_REGION: "eu-central-1" });
    expect(senderOf(second)).to.equal("AFTER eu-central-1");
    expect(senderOf(first)).to.equal("BEFORE us-east-1");
  });

  for (const name of ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"]) {
    it(`is the endpoint of ${name}`, () => {
      setEnvironment({ [name]: endpoint });
      const credentials = { accessKeyId: "STATIC", secretAccessKey: SECRET };
      expect(senderOf(clientOf({ credentials }))).to.equal("STATIC us-east-1");
    });
  }

  it("is a profile of the shared files", () => {
    delete process.env["AWS_REGION"];
    const profiles = write("config", "[default]", "region = us-east-1", "[profile work]", "region = eu-north-1");
    const secrets = write("credentials", "[default]", ...keys("DEFAULT"), "[work]", ...keys("WORK"));
    setEnvironment({ AWS_CONFIG_FILE: profiles, AWS_SHARED_CREDENTIALS_FILE: secrets });
    expect(senderOf(clientOf({ endpoint }))).to.equal("DEFAULT us-east-1");
    setEnvironment({ AWS_PROFILE: "work" });
    expect(senderOf(clientOf({ endpoint }))).to.equal("WORK eu-north-1");
    delete process.env["AWS_PROFILE"];
    expect(senderOf(clientOf({ endpoint, profile: "work" }))).to.equal("WORK eu-north-1");
  });

  it("is an SSO profile, with the token that a login left in the home folder", async () => {
    const portal = await SsoPortal.start();
    const start = "https://example.awsapps.com/start";
    const profile = ["[profile sso]", `sso_start_url = ${start}`, "sso_region = us-east-1"];
    write(".aws/config", ...profile, "sso_account_id = 123456789012", "sso_role_name = admin");
    const token = { accessToken: SECRET, expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
    write(`.aws/sso/cache/${createHash("sha1").update(start).digest("hex")}.json`, JSON.stringify(token));
    setEnvironment({ AWS_ENDPOINT_URL_SSO: portal.endpoint, AWS_PROFILE: "sso" });
    const client = clientOf({ endpoint });
    client.syncTableExists("users");
    const exchange = portal.takeRequest();
    await portal.stop();
    expect(exchange?.line).to.equal("GET /federation/credentials?account_id=123456789012&role_name=admin");
    expect(exchange?.headers["x-amz-sso_bearer_token"]).to.equal(token.accessToken);
    expect(dynamodb.requests()[0]).to.include({ accessKeyId: "SSO-ROLE" });
    expect(dynamodb.requests()[0]?.headers).to.have.property("x-amz-security-token");
  });

  it("is the SDK's retry settings", () => {
    const credentials = { accessKeyId: "STATIC", secretAccessKey: SECRET };
    const attempts = (config: DynamoDBClientConfig) => {
      dynamodb.startScenario({
        faults: [{ kind: "serverError", operation: "DescribeTable", times: 9 }],
      });
      throws(() => clientOf({ endpoint, credentials, ...config }).syncDescribeTable("users"));
      return dynamodb.requests().length;
    };
    expect(attempts({ maxAttempts: 1 })).to.equal(1);
    expect(attempts({ maxAttempts: 2, retryMode: "adaptive" })).to.equal(2);
    setEnvironment({ AWS_MAX_ATTEMPTS: "3" });
    expect(attempts({})).to.equal(3);
  });

  describe("and of sync.configModule", () => {
    const body = `credentials: async () => ({ accessKeyId: "MODULE", secretAccessKey: "${SECRET}" })`;
    const mjs = (extra = "") => write("config.mjs", `export default { ${body} ${extra} };`);
    const cjs = () => write("config.cjs", `module.exports = { ${body} };`);

    const ways: { title: string; module: () => string | URL }[] = [
      { title: "an absolute path", module: mjs },
      { title: "a path from the current directory", module: () => relative(process.cwd(), mjs()) },
      { title: "a file URL", module: () => pathToFileURL(mjs()) },
      { title: "a file URL in a string", module: () => pathToFileURL(mjs()).href },
      { title: "a CommonJS module", module: cjs },
      {
        title: "a CommonJS module that was an ES module",
        module: () => write("compiled.cjs", "exports.__esModule = true;", `exports.default = { ${body} };`),
      },
      {
        title: "a path that needs escaping in a URL",
        module: () => write("my #1 config?.mjs", `export default { ${body} };`),
      },
    ];
    for (const { title, module } of ways) {
      it(`named by ${title}`, () => {
        expect(senderOf(clientOf({ endpoint, sync: { configModule: module() } }))).to.equal("MODULE us-east-1");
      });
    }

    it("which is merged over the client's own fields", () => {
      const sync = { configModule: mjs(', region: "sa-east-1"') };
      const credentials = () => Promise.resolve({ accessKeyId: "OWN", secretAccessKey: SECRET });
      expect(senderOf(clientOf({ endpoint, region: "us-west-2", credentials, sync }))).to.equal("MODULE sa-east-1");
    });

    it("which must have the fields that cannot be copied, because the SDK would use other credentials", () => {
      setEnvironment({ AWS_ACCESS_KEY_ID: "OTHER", AWS_SECRET_ACCESS_KEY: SECRET });
      const sync = { configModule: write("region.mjs", 'export default { region: "eu-west-1" };') };
      const credentials = () => Promise.resolve({ accessKeyId: "OWN", secretAccessKey: SECRET });
      const error = throws(() => clientOf({ endpoint, credentials, sync }).syncTableExists("users"));
      expect(error).to.be.instanceOf(SyncUnavailableError);
      expect(error.message).to.include("region.mjs does not have credentials").and.include("Nothing was sent");
      expect(dynamodb.requests()).to.have.lengthOf(0);
    });

    const broken: { title: string; lines: string[] | undefined; words: string }[] = [
      { title: "is not there", lines: undefined, words: "Cannot find module" },
      { title: "throws", lines: ['throw new Error("no config today");'], words: "no config today" },
      { title: "throws no Error", lines: ['throw "a string";'], words: "a string" },
      { title: "is not JavaScript", lines: ["export default {"], words: "Unexpected" },
      { title: "has no default export", lines: [`export const config = { ${body} };`], words: "it has none" },
      { title: "exports a function", lines: [`export default () => ({ ${body} });`], words: "it is a function" },
    ];
    for (const { title, lines, words } of broken) {
      it(`that ${title}, which is an error that names it`, () => {
        const configModule = lines ? write("broken.mjs", ...lines) : join(folder, "broken.mjs");
        const client = clientOf({ endpoint, sync: { configModule } });
        const error = throws(() => client.syncTableExists("users"));
        expect(error).to.be.instanceOf(SyncUnavailableError);
        expect(error.message)
          .to.include(`sync.configModule ${pathToFileURL(configModule).href}`)
          .and.include(words);
        expect(error.stack).to.include("worker-config.test");
        expect(dynamodb.requests()).to.have.lengthOf(0);
      });
    }

    it("whose logger receives every request", () => {
      const log = join(folder, "log.txt");
      const logger =
        "{ debug() {}, warn() {}, error() {}, info: ({ commandName }) => " +
        `appendFileSync(${JSON.stringify(log)}, commandName) }`;
      const lines = ['import { appendFileSync } from "node:fs";', `export default { ${body}, logger: ${logger} };`];
      const sync = { configModule: write("logging.mjs", ...lines) };
      dynamodb.startScenario({ tables: { users: {} } });
      expect(clientOf({ endpoint, sync }).syncTableExists("users")).to.equal(true);
      expect(readFileSync(log, "utf8")).to.equal("DescribeTableCommand");
    });

    it("that is created later, which the next call loads", () => {
      const client = clientOf({ endpoint, sync: { configModule: join(folder, "config.mjs") } });
      throws(() => client.syncTableExists("users"));
      mjs();
      expect(senderOf(client)).to.equal("MODULE us-east-1");
    });
  });

  it("is not on the thread's command line, and in no report of the process", () => {
    const seen = join(folder, "seen.json");
    const spy = [
      'import { writeFileSync } from "node:fs";',
      "const { argv, execArgv, title, pid } = process;",
      `writeFileSync(${JSON.stringify(seen)}, JSON.stringify({ argv, execArgv, title, pid }));`,
      "export default {};",
    ];
    const sync = { configModule: write("spy.mjs", ...spy) };
    const credentials = { accessKeyId: "STATIC", secretAccessKey: SECRET };
    expect(senderOf(clientOf({ endpoint, credentials, sync }))).to.equal("STATIC us-east-1");
    expect(JSON.parse(readFileSync(seen, "utf8"))).to.deep.include({ pid: process.pid, execArgv: [] });
    expect(readFileSync(seen, "utf8")).not.to.include(SECRET);
    expect(JSON.stringify(process.report.getReport())).not.to.include(SECRET);
  });

  it("is in no error", () => {
    const credentials = { accessKeyId: "STATIC", secretAccessKey: SECRET };
    const dataUrl = `data:text/javascript,throw%20new%20Error("${SECRET.length}")//${SECRET}`;
    const source = () => Promise.resolve({ accessKeyId: "OWN", secretAccessKey: SECRET });
    dynamodb.startScenario({ faults: [unanswered("DescribeTable")] });
    const errors = [
      throws(() => clientOf({ endpoint, credentials }).syncDeleteTable("users")),
      throws(() => clientOf({ endpoint, credentials, sync: { timeoutSeconds: 0.05 } }).syncTableExists("users")),
      throws(() => clientOf({ endpoint, credentials: source }).syncTableExists("users")),
      throws(() => clientOf({ endpoint, sync: { configModule: dataUrl } }).syncTableExists("users")),
      throws(() => clientOf({ endpoint: "http://127.0.0.1:1", credentials, maxAttempts: 1 }).syncTableExists("users")),
    ];
    expect(errors.map(({ name }) => name)).to.deep.equal([
      "ResourceNotFoundException",
      "SyncTimeoutError",
      "SyncUnavailableError",
      "SyncUnavailableError",
      "Error",
    ]);
    for (const error of errors) {
      const shown = [
        error.stack,
        String(error),
        JSON.stringify(error),
        inspect(error, { depth: 20, showHidden: true }),
      ];
      expect(shown.join("\n")).not.to.include(SECRET);
    }
  });
});
