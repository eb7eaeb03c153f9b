/** Statuses that a table leaves by itself, with what happens to it meanwhile. */
export const CHANGING_TABLE_STATUSES = { CREATING: "created", UPDATING: "updated", DELETING: "deleted" } as const;

/** Statuses that a table keeps until somebody helps. */
export const BLOCKED_TABLE_STATUSES = [
  "ARCHIVING",
  "ARCHIVED",
  "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
  "REPLICATION_NOT_AUTHORIZED",
] as const;

/** Statuses that a replica keeps until somebody helps. */
export const BLOCKED_REPLICA_STATUSES = ["CREATION_FAILED", "REGION_DISABLED", ...BLOCKED_TABLE_STATUSES] as const;

/** Statuses that a replica, or a witness, leaves by itself. */
export const CHANGING_REPLICA_STATUSES = ["CREATING", "UPDATING", "DELETING"] as const;

/** Statuses of the encryption while it changes. */
export const CHANGING_ENCRYPTION_STATUSES = ["ENABLING", "DISABLING", "UPDATING"] as const;
