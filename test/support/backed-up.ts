import { REALISTIC } from "../../src/testing/control-plane/durations.js";
import { Emulated } from "./emulated.js";

/** An emulated account whose tables are backed up and restored. */
export class BackedUp extends Emulated {
  /** Writes an item with the key `pk`. */
  async put(TableName: string, pk: string, others: object = {}): Promise<void> {
    await this.ask("PutItem", { TableName, Item: { pk: { S: pk }, ...others } });
  }

  /** The keys of the items of a table or an index, sorted. */
  async keysIn(TableName: string, IndexName?: string): Promise<string[]> {
    const { Items } = await this.ask("Scan", { TableName, ConsistentRead: IndexName === undefined, IndexName });
    return (Items as { pk: { S: string } }[]).map(({ pk }) => pk.S).toSorted();
  }

  /** Creates a backup, and returns its ARN when it is AVAILABLE. */
  async backUp(TableName: string, BackupName = "nightly"): Promise<string> {
    const { BackupDetails } = await this.ask("CreateBackup", { TableName, BackupName });
    this.advance(REALISTIC.createBackupMs);
    return (BackupDetails as { BackupArn: string }).BackupArn;
  }

  /** Enables or disables point-in-time recovery. */
  async recover(TableName: string, PointInTimeRecoveryEnabled = true, members: object = {}): Promise<void> {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled, ...members };
    await this.ask("UpdateContinuousBackups", { TableName, PointInTimeRecoverySpecification });
  }

  /** Restores a table, and returns its description in the answer when it is ACTIVE. */
  async restored(operation: string, input: object): Promise<Record<string, unknown>> {
    const { TableDescription } = await this.ask(operation, input);
    this.advance(REALISTIC.restoreTableMs + REALISTIC.backupsCooldownMs);
    return TableDescription as Record<string, unknown>;
  }

  async restoreBackup(BackupArn: string, TargetTableName: string, overrides: object = {}): Promise<void> {
    await this.restored("RestoreTableFromBackup", { BackupArn, TargetTableName, ...overrides });
  }

  /** Restores a table to a time in seconds since 1970. */
  restoreTime(SourceTableName: string, TargetTableName: string, RestoreDateTime: number) {
    return this.restored("RestoreTableToPointInTime", { SourceTableName, TargetTableName, RestoreDateTime });
  }

  /** The time of the emulator's clock. */
  seconds(): number {
    return this.db.clock.now() / 1_000;
  }
}
