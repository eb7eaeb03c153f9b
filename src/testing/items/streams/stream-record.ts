import type { STREAM_VIEW_TYPES } from "../../../dynamodb/values.js";
import type { Item } from "../values/attribute-value.js";
import { sizeOf } from "../values/size.js";
import { sequenceNumber } from "./sequence-number.js";

export type StreamViewType = (typeof STREAM_VIEW_TYPES)[number];

/** A write of one item. At least one of the two is there. */
export interface ItemChange {
  readonly before?: Item | undefined;
  readonly after?: Item | undefined;
  /** Whether time to live has deleted the item. @defaultValue false */
  readonly isExpiry?: boolean;
}

/** A record as it is kept. */
export interface StoredRecord {
  readonly count: number;
  /** In milliseconds. */
  readonly at: number;
  /** Without the region, which is that of the request. */
  readonly body: RecordBody;
  readonly size: number;
}

interface RecordBody {
  readonly eventID: string;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly eventVersion: string;
  readonly eventSource: string;
  readonly dynamodb: {
    /** In seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: StreamViewType;
  };
  readonly userIdentity?: { readonly PrincipalId: string; readonly Type: string };
}

const HAS_NEW_IMAGE: ReadonlySet<StreamViewType> = new Set(["NEW_IMAGE", "NEW_AND_OLD_IMAGES"]);
const HAS_OLD_IMAGE: ReadonlySet<StreamViewType> = new Set(["OLD_IMAGE", "NEW_AND_OLD_IMAGES"]);
/** Who deletes items that have expired. */
const TIME_TO_LIVE = { PrincipalId: "dynamodb.amazonaws.com", Type: "Service" };

/** The record of a change. `keys` are the key attributes of the item. */
export function createRecord(
  { before, after, isExpiry = false }: ItemChange,
  { keys, viewType, count, at }: { keys: Item; viewType: StreamViewType; count: number; at: number },
): StoredRecord {
  const images = {
    ...(after !== undefined && HAS_NEW_IMAGE.has(viewType) ? { NewImage: after } : {}),
    ...(before !== undefined && HAS_OLD_IMAGE.has(viewType) ? { OldImage: before } : {}),
  };
  const size = Object.values(images).reduce((sum, image) => sum + sizeOf(image), sizeOf(keys));
  const body: RecordBody = {
    eventID: count.toString(16).padStart(32, "0"),
    eventName: eventNameOf(before, after),
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(at / 1000),
      Keys: keys,
      ...images,
      SequenceNumber: sequenceNumber(count),
      SizeBytes: size,
      StreamViewType: viewType,
    },
    ...(isExpiry ? { userIdentity: TIME_TO_LIVE } : {}),
  };
  return { count, at, body, size };
}

function eventNameOf(before: Item | undefined, after: Item | undefined): RecordBody["eventName"] {
  if (before === undefined) return "INSERT";
  return after === undefined ? "REMOVE" : "MODIFY";
}
