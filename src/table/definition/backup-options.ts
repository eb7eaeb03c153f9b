/** Continuous backups of a table. */
export interface PointInTimeRecoveryOptions {
  /** The number of days, 1 to 35. */
  readonly recoveryPeriodInDays: number;
}
