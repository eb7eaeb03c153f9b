import { invalidValues, stillInUse } from "../aws-error.js";
import { checkEncryptionBudget, spendEncryption } from "../budgets.js";
import { checkEncryption } from "../rules/settings.js";
import { describeEncryption } from "../settings.js";
import type { Planner } from "./change.js";

/** The encryption of a table, which stays ACTIVE. The present key by its alias or id, or without it, is a change too. */
export const planEncryption: Planner = ({ controlPlane, table, input }) => {
  const { SSESpecification: asked } = input;
  if (!asked) return [];
  const error = checkEncryption(input);
  if (error) throw error;
  const { description } = table;
  const { SSEDescription: before } = description;
  if (before?.Status === "UPDATING") throw stillInUse("Server-Side Encryption is still being updated");
  const Enabled = asked.Enabled ?? asked.SSEType !== undefined;
  if (!Enabled && !before) throw invalidValues("Table is already encrypted by default");
  if (Enabled && asked.KMSMasterKeyId !== undefined && asked.KMSMasterKeyId === before?.KMSMasterKeyArn) {
    throw invalidValues(
      "Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key",
    );
  }
  checkEncryptionBudget(controlPlane, table);
  return [
    {
      ms: controlPlane.durations.updateEncryptionMs,
      start: () => {
        spendEncryption(controlPlane, table);
        description.SSEDescription = { ...before, Status: "UPDATING" };
      },
      finish: () => {
        delete description.SSEDescription;
        Object.assign(description, describeEncryption(controlPlane, { ...asked, Enabled }));
      },
    },
  ];
};
