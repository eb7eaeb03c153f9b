import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { newPolicy } from "./policy.js";
import type { SeparateSettings } from "./separate-settings.js";
import type { ControlPlane } from "./tables.js";
import type { Wire } from "./wire.js";

/** The separate settings of a new table. */
export function newSeparateSettings(
  controlPlane: ControlPlane,
  input: Wire<CreateTableCommandInput>,
): SeparateSettings {
  return {
    isVisible: false,
    hasBackups: false,
    tags: new Map(input.Tags?.map(({ Key, Value }) => [String(Key), String(Value)])),
    policy: input.ResourcePolicy === undefined ? undefined : newPolicy(controlPlane, input.ResourcePolicy),
    insights: new Map(),
    kinesisDestinations: new Map(),
  };
}
