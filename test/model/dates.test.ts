import { expect } from "chai";
import { attr } from "../../src/model/attr.js";
import { read, refusal, stored } from "../support/stored.js";

/** Zones far from UTC on both sides, and one whose offset is not a whole hour. */
const ZONES = ["America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu", "UTC"];

const FORMS: readonly [text: string, time: string][] = [
  ["2024-07-01", "2024-07-01T00:00:00.000Z"],
  ["2024-07-01T10:00", "2024-07-01T10:00:00.000Z"],
  ["2024-07-01T10:00:00", "2024-07-01T10:00:00.000Z"],
  ["2024-07-01T10:00:00.5", "2024-07-01T10:00:00.500Z"],
  ["2024-07-01T10:00:00.123456", "2024-07-01T10:00:00.123Z"],
  ["2024-07-01T10:00:00,123", "2024-07-01T10:00:00.123Z"],
  ["2024-07-01 10:00:00", "2024-07-01T10:00:00.000Z"],
  ["2024-07-01 10:00:00.123456", "2024-07-01T10:00:00.123Z"],
  ["2024-07-01 10:00:00 UTC", "2024-07-01T10:00:00.000Z"],
  ["2024-07-01t10:00:00z", "2024-07-01T10:00:00.000Z"],
  ["2024-07-01T10:00:00Z", "2024-07-01T10:00:00.000Z"],
  ["2024-07-01T10:00:00.123456789Z", "2024-07-01T10:00:00.123Z"],
  ["2024-07-01T10:00:00+02:00", "2024-07-01T08:00:00.000Z"],
  ["2024-07-01T10:00:00-0330", "2024-07-01T13:30:00.000Z"],
  ["2024-07-01 10:00:00+02", "2024-07-01T08:00:00.000Z"],
  ["2024-03-10T02:30:00", "2024-03-10T02:30:00.000Z"], // an hour that New York skipped
  ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ["0000-02-29", "0000-02-29T00:00:00.000Z"],
  ["2024-07-01T24:00:00Z", "2024-07-02T00:00:00.000Z"],
];

const NO_DATES = [
  "2024-02-30",
  "2023-02-29T10:00:00.000Z",
  "2024-13-01",
  "2024-07-01T25:00:00Z",
  "2024-07-01T10:60:00Z",
  "2024-07-01T10",
  "2024-07-01T10:00:00 CEST",
  "2024-07-01 at ten",
  "July 1, 2024",
  "",
];

describe("the text of a date", () => {
  const own = process.env["TZ"];

  afterEach(() => {
    if (own === undefined) delete process.env["TZ"];
    else process.env["TZ"] = own;
  });

  for (const zone of ZONES) {
    it(`is the same time if the process runs in ${zone}`, () => {
      process.env["TZ"] = zone;
      expect(new Date("2024-07-01T00:00:00").getTimezoneOffset() === 0).to.equal(zone === "UTC");
      for (const [text, time] of FORMS) {
        const found = read(attr.date(), { S: text });
        expect((found as Date).toISOString(), text).to.equal(time);
        expect(stored(attr.date(), found), text).to.deep.equal({ S: text });
      }
    });
  }

  for (const text of NO_DATES) {
    it(`is refused if it is not a time: ${text}`, () => {
      expect(refusal(() => read(attr.date(), { S: text }))).to.equal("it: the stored text is not a date.");
    });
  }

  it("is kept in lists, maps and records, but not by a copy", () => {
    const form = "2024-07-01T10:00:00+02:00";
    const nested = attr.list(attr.map({ at: attr.date(), more: attr.record(attr.date()) }));
    const table = { L: [{ M: { at: { S: form }, more: { M: { a: { S: form } } } } }] };
    const found = read(nested, table) as { at: Date }[];
    expect(stored(nested, found)).to.deep.equal(table);
    expect(stored(attr.date(), new Date(found[0]?.at ?? 0))).to.deep.equal({ S: "2024-07-01T08:00:00.000Z" });
  });

  it("is replaced if the Date was changed, and kept if it was changed back", () => {
    const found = read(attr.date(), { S: "2024-07-01" }) as Date;
    found.setUTCDate(2);
    expect(stored(attr.date(), found)).to.deep.equal({ S: "2024-07-02T00:00:00.000Z" });
    found.setUTCDate(1);
    expect(stored(attr.date(), found)).to.deep.equal({ S: "2024-07-01" });
  });

  it("is not kept for numbers of seconds or milliseconds", () => {
    const found = read(attr.timestamp("s"), { N: "1.5" });
    expect(stored(attr.timestamp("ms"), found)).to.deep.equal({ N: "1500" });
    expect(stored(attr.date(), found)).to.deep.equal({ S: "1970-01-01T00:00:01.500Z" });
    expect(stored(attr.timestamp("s"), found)).to.deep.equal({ N: "1.5" });
  });
});
