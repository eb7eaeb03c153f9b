import { CHANGE_LIMITS } from "../../../dynamodb/change-limits.js";

const { deletionProtection, resourcePolicy, timeToLive, tableClass, encryption, capacityDecrease } = CHANGE_LIMITS;

/** How often, or how soon, DynamoDB accepts another change of a setting, as sentences. */
export const LIMIT_TEXTS = {
  deletionProtection: `DynamoDB refuses another change for ${deletionProtection.cooldownSeconds[1]} s.`,
  resourcePolicy:
    `DynamoDB refuses another change for ${resourcePolicy.cooldownSeconds[1]} s, and enforces a new policy after about ` +
    "4 minutes.",
  timeToLive: `DynamoDB accepts one change of time to live in about ${Math.round(timeToLive.cooldownSeconds[1] / 60)} minutes.`,
  tableClass: `DynamoDB accepts ${tableClass.budget.changes} changes of the table class in ${tableClass.budget.hours / 24} days.`,
  encryption:
    `DynamoDB accepts ${encryption.budget.changes} changes of the encryption in ${encryption.budget.hours} hours, then one in ` +
    `${encryption.afterBudget.hours} hours.`,
  capacityDecrease: `DynamoDB accepts ${capacityDecrease.budget.changes} decreases of capacity a day (UTC), then one an hour.`,
} as const;
