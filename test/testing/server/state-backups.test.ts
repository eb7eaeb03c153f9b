import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Json } from "../../../src/testing/control-plane/wire.js";
import { contentsOf } from "../../../src/testing/items/snapshot.js";
import { StateFile } from "../../../src/testing/server/state/state-file.js";
import { indexed, plain } from "../../support/item-tables.js";
import { Regions } from "../../support/regions.js";

const RECOVERY = { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } };

describe("the state of an emulator with backups in a file", () => {
  let folder: string;
  let regions: Regions;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dynatwin-state-"));
    regions = new Regions();
    for (const table of [plain, indexed]) ask("CreateTable", table);
    ask("PutItem", { TableName: "plain", Item: { pk: { S: "1" }, bytes: { B: "AQID" } } });
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const ask = (operation: string, input: object) => regions.ask("us-east-1", operation, input);
  const items = () => contentsOf(regions.emulator.snapshot());

  /** Goes on with another emulator, which has loaded the state of the first. */
  async function saveAndLoad(): Promise<void> {
    const path = join(folder, "dynamodb.state");
    await (await StateFile.load(path, regions.another().loader())).save(regions.emulator.state());
    regions.emulator = regions.another();
    await StateFile.load(path, regions.emulator.loader());
  }

  it("has the backups with their items, and the last one of a deleted table", async () => {
    ask("UpdateContinuousBackups", { TableName: "indexed", ...RECOVERY });
    const before = items();
    ask("CreateBackup", { TableName: "plain", BackupName: "nightly" });
    regions.emulator.clear();
    const last = { pk: { S: "last" }, sk: { N: "1" } };
    ask("PutItem", { TableName: "indexed", Item: last });
    ask("DeleteTable", { TableName: "indexed" });
    await saveAndLoad();
    const { BackupSummaries } = ask("ListBackups", { BackupType: "ALL" });
    const arns = (BackupSummaries as Json[]).map(({ BackupArn }) => BackupArn);
    expect(arns).to.have.lengthOf(2);
    for (const [place, BackupArn] of arns.entries())
      ask("RestoreTableFromBackup", { BackupArn, TargetTableName: `copy-${place}` });
    expect(items()).to.deep.equal({ plain: [], "copy-0": before["plain"], "copy-1": [last] });
  });

  it("begins point-in-time recovery anew", async () => {
    ask("UpdateContinuousBackups", { TableName: "plain", ...RECOVERY });
    regions.now += 3_600_000;
    await saveAndLoad();
    const { ContinuousBackupsDescription } = ask("DescribeContinuousBackups", { TableName: "plain" });
    const described = (ContinuousBackupsDescription as Record<string, Json>)["PointInTimeRecoveryDescription"];
    expect(described).to.include({ EarliestRestorableDateTime: regions.now / 1_000 });
    const target = { SourceTableName: "plain", TargetTableName: "copy" };
    ask("RestoreTableToPointInTime", { ...target, UseLatestRestorableTime: true });
    expect(items()["copy"]).to.deep.equal(items()["plain"]);
  });
});
