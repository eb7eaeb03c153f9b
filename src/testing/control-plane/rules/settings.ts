import type { SSESpecification, StreamSpecification, TableClass } from "@aws-sdk/client-dynamodb";
import { TABLE_CLASSES } from "../../../dynamodb/values.js";
import { invalid, invalidValues } from "../aws-error.js";
import type { Wire } from "../wire.js";
import type { Rule } from "./rule.js";

/** The table class must exist. */
export const checkTableClass: Rule<{ readonly TableClass?: TableClass | undefined }> = ({ TableClass }) =>
  TableClass === undefined || TABLE_CLASSES.includes(TableClass)
    ? undefined
    : invalid(
        "Invalid table-class parameter provided. Please try again with a valid table-class value: " +
          `[${TABLE_CLASSES.join(", ")}].`,
      );

/** A KMS key requires SSEType KMS. */
export const checkEncryption: Rule<{ readonly SSESpecification?: Wire<SSESpecification> | undefined }> = ({
  SSESpecification: { Enabled, SSEType, KMSMasterKeyId } = {},
}) => {
  if (Enabled === false && SSEType !== undefined)
    return invalidValues("SSEType can not be specified if Enabled is false");
  if (Enabled === false && KMSMasterKeyId !== undefined)
    return invalidValues("KMSMasterKeyId can not be specified if Enabled is false");
  if (SSEType === "AES256") return invalidValues("SSEType AES256 is not supported");
  if (KMSMasterKeyId !== undefined && SSEType !== "KMS")
    return invalidValues("SSEType KMS is required if KMSMasterKeyId is specified");
  return undefined;
};

/** A stream requires a view type, and a disabled stream has none. UpdateTable's error texts differ. */
export const checkStreamOfNewTable: Rule<{ readonly StreamSpecification?: Wire<StreamSpecification> | undefined }> = ({
  StreamSpecification: stream,
}) => {
  if (stream?.StreamEnabled && stream.StreamViewType === undefined)
    return invalidValues("Table is being created with a stream enabled, UpdateViewType is required");
  if (stream?.StreamEnabled === false && stream.StreamViewType !== undefined)
    return invalidValues("Table is being created with a stream disabled, UpdateViewType should not be specified");
  return undefined;
};
