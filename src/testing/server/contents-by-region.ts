import { isArn, parseTableArn, tableArn } from "../../dynamodb/arns.js";
import type { ItemsSnapshot } from "../items/snapshot.js";
import type { TableStore } from "../items/store/table-store.js";
import type { Region } from "./region.js";

/** The items of tables, by table. */
type Contents = ReadonlyMap<string, TableStore | readonly unknown[]>;

/** The items of all regions. A table of another region than the emulator's own has its ARN as its name. */
export function unitedSnapshot(regions: Iterable<Region>, ownRegion: string): ItemsSnapshot {
  const entries = [...regions].flatMap(({ items, controlPlane: { region, accountId } }) =>
    [...items.snapshot()].map(
      ([name, store]) => [region === ownRegion ? name : tableArn(region, accountId, name), store] as const,
    ),
  );
  return new Map(entries);
}

/** The parts of {@link unitedSnapshot}, or of plain data with the same names, by region. */
export function contentsByRegion(contents: Contents, ownRegion: string): ReadonlyMap<string, Contents> {
  const regions = new Map<string, Map<string, TableStore | readonly unknown[]>>();
  for (const [nameOrArn, items] of contents) {
    const arn = isArn(nameOrArn) ? parseTableArn(nameOrArn) : undefined;
    const region = arn?.region ?? ownRegion;
    const tables = regions.get(region) ?? new Map<string, TableStore | readonly unknown[]>();
    regions.set(region, tables.set(arn?.tableName ?? nameOrArn, items));
  }
  return regions;
}
