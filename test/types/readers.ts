// Compiled, never run: an option without a reader, or a reader that accepts too little, is a TypeScript error here.

import type { CreateTableOptions, GlobalSecondaryIndexOptions, WaitOptions } from "../../src/index.js";
import type { Fault, MockOptions } from "../../src/testing/options.js";
import type { OptionReaders } from "../../src/validation/object-readers.js";
import { oneOf, type Reader, string, wholeNumber } from "../../src/validation/readers.js";

declare const table: OptionReaders<CreateTableOptions>;
declare const index: OptionReaders<GlobalSecondaryIndexOptions>;
declare const wait: OptionReaders<WaitOptions>;
declare const mock: OptionReaders<MockOptions>;

const { tags: _tags, ...withoutTags } = table;
const { kmsKeyId: _key, ...withoutKey } = table;
const { projection: _projection, ...withoutProjection } = index;
const { until: _until, ...withoutUntil } = wait;
const { faults: _faults, ...withoutFaults } = mock;

// @ts-expect-error tags has no reader
export const noTags: OptionReaders<CreateTableOptions> = withoutTags;
// @ts-expect-error kmsKeyId, which only one form of the encryption has, has no reader
export const noKey: OptionReaders<CreateTableOptions> = withoutKey;
// @ts-expect-error projection has no reader
export const noProjection: OptionReaders<GlobalSecondaryIndexOptions> = withoutProjection;
// @ts-expect-error until has no reader
export const noUntil: OptionReaders<WaitOptions> = withoutUntil;
// @ts-expect-error faults has no reader
export const noFaults: OptionReaders<MockOptions> = withoutFaults;

// @ts-expect-error the other kinds of faults are missing
export const fewKinds: Reader<Fault["kind"]> = oneOf("throttled");
// @ts-expect-error "settled" is missing
export const fewStates: Reader<NonNullable<WaitOptions["until"]>> = oneOf("table", "indexes");
// @ts-expect-error a number is not a name
export const wrongType: OptionReaders<CreateTableOptions> = { ...table, timeToLive: wholeNumber };
// @ts-expect-error false is missing
export const noFalse: OptionReaders<CreateTableOptions> = { ...table, timeToLive: string };
export const whole: OptionReaders<CreateTableOptions> = { ...table };
