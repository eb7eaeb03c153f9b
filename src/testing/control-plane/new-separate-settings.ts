import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { newPolicy } from "./policy.js";
import type { Extras } from "./separate-settings.js";
import type { Plane } from "./tables.js";
import type { Wire } from "./wire.js";

/** What a table starts with. */
export function newExtras(plane: Plane, input: Wire<CreateTableCommandInput>): Extras {
  return {
    isKnown: false,
    hasBackups: false,
    tags: new Map(input.Tags?.map(({ Key, Value }) => [String(Key), String(Value)])),
    policy: input.ResourcePolicy === undefined ? undefined : newPolicy(plane, input.ResourcePolicy),
    insights: new Map(),
  };
}
