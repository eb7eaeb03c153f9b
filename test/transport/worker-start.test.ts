import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import {
  DynamoClient,
  type DynamoClientConfig,
  SyncTimeoutError,
  SyncUnavailableError,
  WaitTimeoutError,
} from "../../src/index.js";
import { syncMockDynamoDB } from "../../src/testing/index.js";
import { throws } from "../support/both.js";
import { runProgram } from "../support/run-program.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const PROGRAM = fileURLToPath(new URL("./worker-start-program.js", import.meta.url));
const MAJOR = Number(process.versions.node.split(".")[0]);

describe("a worker that cannot send", () => {
  const home = process.cwd();
  let dynamodb: ScriptedDynamoDB;
  let folder: string;
  let clients: DynamoClient[];

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario({ tables: { users: {} } });
    clients = [];
    folder = mkdtempSync(join(tmpdir(), "dynatwin-start-"));
  });

  afterEach(() => {
    for (const client of clients) client.destroy();
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  after(() => dynamodb.stop());

  function clientOf(config: Pick<DynamoClientConfig, "sync">): DynamoClient {
    const client = new DynamoClient({ ...dynamodb.config, maxAttempts: 1, ...config });
    clients.push(client);
    return client;
  }

  function moduleOf(name: string, code: string): string {
    const file = join(folder, name);
    writeFileSync(file, `${code}\n`);
    return file;
  }

  it("says that its configModule hangs, not that the endpoint is silent", () => {
    const configModule = moduleOf("hangs.mjs", "await new Promise(() => {}); export default {};");
    const client = clientOf({ sync: { configModule, timeoutSeconds: 1 } });
    const error = throws(() => client.syncTableExists("users"));
    expect(error).to.be.instanceOf(SyncTimeoutError);
    expect(error.message)
      .to.include("DescribeTable was not sent within 1 s: ")
      .and.include(`sync.configModule ${pathToFileURL(configModule).href} has not been loaded. It hangs`)
      .and.not.include("no answer");
    expect(dynamodb.requests()).to.deep.equal([]);
  });

  it("says so in the cause of a wait's error", () => {
    const configModule = moduleOf("hangs.mjs", "await new Promise(() => {}); export default {};");
    const client = clientOf({ sync: { configModule } });
    const error = throws(() => client.syncWaitForTableActive("users", { timeoutSeconds: 0.5 }));
    expect(error).to.be.instanceOf(WaitTimeoutError);
    expect((error.cause as Error).message).to.include("hangs.mjs has not been loaded. It hangs");
  });

  it("says that the credentials are missing", () => {
    const code = "export default { credentials: () => new Promise(() => {}) };";
    const configModule = moduleOf("credentials.mjs", code);
    const client = clientOf({ sync: { configModule, timeoutSeconds: 1.5 } });
    const error = throws(() => client.syncTableExists("users"));
    expect(error).to.be.instanceOf(SyncTimeoutError);
    expect(error.message).to.include("was not sent").and.include("resolving credentials").and.not.include("no answer");
  });

  it("names the module that ends it", () => {
    const client = clientOf({ sync: { configModule: moduleOf("exits.mjs", "process.exit(7);") } });
    const error = throws(() => client.syncTableExists("users"));
    expect(error).to.be.instanceOf(SyncUnavailableError);
    expect(error.message).to.include("ended with code 7").and.include("exits.mjs ends it while it is loaded");
  });

  const modules: [what: string, code: string, words: string][] = [
    ["has no default export", "export const region = 'eu-west-1';", "must have a default export"],
    ["has another default export", "export default 'eu-west-1';", "it is a string"],
    ["does not parse", "export default {", "cannot be loaded"],
    ["throws", "throw new Error('no vault');", "cannot be loaded: no vault"],
    ["throws a value that is not an error", "throw undefined;", "cannot be loaded: undefined"],
  ];
  for (const [what, code, words] of modules) {
    it(`says that its configModule ${what}`, () => {
      const client = clientOf({ sync: { configModule: moduleOf("module.mjs", code) } });
      const error = throws(() => client.syncTableExists("users"));
      expect(error).to.be.instanceOf(SyncUnavailableError);
      expect(error.message).to.include("module.mjs").and.include(words);
      expect(dynamodb.requests()).to.deep.equal([]);
    });
  }

  it("resolves a relative configModule when the client is created, even if the directory changes later", () => {
    moduleOf("config.mjs", "export default { region: 'eu-west-3' };");
    process.chdir(folder);
    const client = clientOf({ sync: { configModule: "./config.mjs" } });
    process.chdir(home);
    expect(client.syncTableExists("users")).to.equal(false); // the table is in another region
    expect(dynamodb.requests().at(-1)?.region).to.equal("eu-west-3");
  });

  it("says what a relative configModule is relative to", () => {
    const client = clientOf({ sync: { configModule: "./not-here.mjs" } });
    const error = throws(() => client.syncTableExists("users"));
    expect(error.message)
      .to.include(pathToFileURL(join(home, "not-here.mjs")).href)
      .and.include(
        'given as "./not-here.mjs", a path relative to the current directory at the time when the client was created',
      )
      .and.include('new URL("./config.mjs", import.meta.url)');
  });

  it("says that the current directory was deleted", () => {
    const configModule = moduleOf("config.mjs", "export default {};");
    const gone = mkdtempSync(join(tmpdir(), "dynatwin-gone-"));
    process.chdir(gone);
    rmdirSync(gone);
    const [plain, absolute, relative] = [
      clientOf({}),
      clientOf({ sync: { configModule } }),
      clientOf({ sync: { configModule: "./config.mjs" } }),
    ];
    const lost = throws(() => relative.syncTableExists("users"));
    expect(lost).to.be.instanceOf(SyncUnavailableError);
    expect(lost.message)
      .to.include('sync.configModule "./config.mjs" is relative to the current directory, which was deleted')
      .and.include("deleted");
    // Node itself starts no thread here.
    for (const client of [plain, absolute]) {
      const error = throws(() => client.syncTableExists("users"));
      expect(error).to.be.instanceOf(SyncUnavailableError);
      expect(error.message).to.include("The current directory was deleted").and.include("process.chdir()");
    }
    const kit = throws(() => syncMockDynamoDB());
    expect(kit.message).to.include("The current directory was deleted").and.include("process.chdir()");
    process.chdir(home);
    expect(plain.syncTableExists("users")).to.equal(true);
    expect(absolute.syncTableExists("users")).to.equal(true);
  });

  /** Runs a scenario of the program in a process of its own, with other flags or another environment. */
  async function run(scenario: string, flags: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const ENDPOINT = String(dynamodb.config.endpoint);
    const { code, stdout, stderr } = await runProgram([...flags, PROGRAM, scenario], { ENDPOINT, ...env });
    expect({ code, stdout }, stderr).to.deep.include({ code: 0 });
    return stdout;
  }

  const permission = MAJOR >= 23 ? "--permission" : "--experimental-permission";
  for (const scenario of ["call", "mock"]) {
    it(`says that Node's permission model forbids it: ${scenario}`, async () => {
      const said = await run(scenario, ["--no-warnings", permission, "--allow-fs-read=*", "--allow-fs-write=*"]);
      expect(said).to.include("Node's permission model forbids it").and.include("--allow-worker");
    });

    it(`says quickly that its thread ended during its start: ${scenario}`, async () => {
      const dies =
        "data:text/javascript,import{isMainThread}from'node:worker_threads';if(!isMainThread)process.exit(3)";
      const said = await run(scenario, [], { NODE_OPTIONS: `--import ${dies}` });
      expect(said)
        .to.include("NODE_OPTIONS")
        .and.match(/\(within seconds\)$/);
    });
  }
});
