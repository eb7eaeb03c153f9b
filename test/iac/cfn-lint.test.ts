import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import fc from "fast-check";
import { toCloudFormation } from "../../src/iac/index.js";
import type { CreateTableOptions } from "../../src/table/definition/options.js";
import { type RandomTable, randomTables } from "./random-tables.js";

/** The start of cfn-lint is most of its time. */
const TABLES = 30;

/** What cfn-lint 1.51 does not know yet, by the messages about it: vector indexes, and that their filters are attributes in use. */
const NOT_KNOWN = [
  /^Additional properties are not allowed \('VectorIndexes' was unexpected/,
  /^The set of Attributes in AttributeDefinitions: \[' language', /,
];

const program = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "cfn-lint"))
  .find(existsSync);
const TITLE = "cfn-lint";

if (program) {
  describe(TITLE, () => {
    it(`finds nothing in the exports of ${TABLES} random tables, but for what it does not know`, async () => {
      const tables = fc.sample(randomTables(), { seed: 20_260_805, numRuns: TABLES }).map(realistic);
      const { template } = toCloudFormation(...tables);
      expect(Object.keys(template.Resources)).to.have.length(TABLES);
      const findings = await lint(program, template);
      expect(findings.filter(({ Message }) => !NOT_KNOWN.some((known) => known.test(Message)))).to.deep.equal([]);
    }).timeout(120_000);
  });
} else {
  describe(TITLE, () => {
    it("is not run: it is not installed here", () => {
      expect(program).to.equal(undefined);
    });
  });
}

interface Finding {
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] };
}

/** What cfn-lint finds in a template. */
async function lint(program: string, template: object): Promise<readonly Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), "dynatwin-cfn-lint-"));
  try {
    const file = join(folder, "tables.json");
    writeFileSync(file, JSON.stringify(template));
    const child = spawn(program, ["--format", "json", "--regions", "us-east-1", "--", file], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect(stderr).to.equal("");
    return JSON.parse(stdout) as readonly Finding[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const KEY = "11111111-2222-3333-4444-555555555555";

/** A table with the forms that cfn-lint checks: of tags, keys and policies. */
function realistic([, definition]: RandomTable, place: number): RandomTable {
  const { kmsKeyId, tags, resourcePolicy, replicas, ...table } = definition;
  const options = {
    ...table,
    ...(kmsKeyId !== undefined && { kmsKeyId: KEY }),
    ...(tags && { tags: realisticTags(tags) }),
    ...(resourcePolicy && { resourcePolicy: policyOf(place) }),
    ...(replicas && {
      replicas: replicas.map(({ kmsKeyId, tags, resourcePolicy, ...replica }) => ({
        ...replica,
        ...(kmsKeyId !== undefined && { kmsKeyId: `arn:aws:kms:${replica.region}:111122223333:key/${KEY}` }),
        ...(tags && { tags: realisticTags(tags) }),
        ...(resourcePolicy && { resourcePolicy: policyOf(place) }),
      })),
    }),
  };
  return [`table-${place}`, options as CreateTableOptions]; // with other texts
}

function realisticTags(tags: object): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(tags).map((_, place) => [`tag-${place}`, `value ${place}`]));
}

function policyOf(place: number): object {
  const Resource = `arn:aws:dynamodb:us-east-1:111122223333:table/table-${place}`;
  const Principal = { AWS: "arn:aws:iam::111122223333:root" };
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "dynamodb:GetItem", Resource }],
  };
}
