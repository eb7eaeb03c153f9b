import type { ControlPlane, Description, Table } from "./tables.js";

/** How a replica is described in the other regions. */
export type Replica = NonNullable<Description["Replicas"]>[number];

type Witness = NonNullable<Description["GlobalTableWitnesses"]>[number];

/** A table of a global table, and its region. */
export interface Member {
  readonly controlPlane: ControlPlane;
  readonly table: Table;
}

/** The tables of the other regions of a global table; none for a table without replicas. */
export function otherMembers({ controlPlane, table }: Member): Member[] {
  return (table.description.Replicas ?? []).flatMap(({ RegionName }) => {
    const other = controlPlane.inRegion(String(RegionName));
    const replica = other.tables.get(table.name);
    return replica ? [{ controlPlane: other, table: replica }] : [];
  });
}

/** How a region of a global table is described in the others: once in each of them. */
export function entriesOf(member: Member, region: string): Replica[] {
  return [member, ...otherMembers(member)].flatMap(({ table }) => findEntry(table.description, region) ?? []);
}

/** How a table describes its replica in another region. */
export function findEntry({ Replicas }: Description, region: string | undefined): Replica | undefined {
  return Replicas?.find(({ RegionName }) => RegionName === region);
}

/** Adds a region to a global table: a description in each other region, and those of the others in the new one. */
export function join(source: Member, added: Member, entry: Replica): void {
  const others = otherMembers(source);
  const { region } = source.controlPlane;
  added.table.description.Replicas = [
    {
      RegionName: region,
      ReplicaStatus: "ACTIVE",
      ...structuredClone(others[0] && findEntry(others[0].table.description, region)),
    },
    ...structuredClone(source.table.description.Replicas ?? []),
  ];
  for (const { table } of [source, ...others])
    table.description.Replicas = [...(table.description.Replicas ?? []), structuredClone(entry)];
  for (const { table } of [source, added]) table.description.GlobalTableVersion = "2019.11.21";
}

/** Removes a region from the descriptions of the others. The last table of a global table is an ordinary one again. */
export function leave(member: Member): void {
  const { region } = member.controlPlane;
  for (const { table } of otherMembers(member)) {
    table.locks.delete(`replica ${region}`);
    const rest = table.description.Replicas?.filter(({ RegionName }) => RegionName !== region) ?? [];
    setReplicas(table.description, rest);
  }
}

/** Sets the replicas that a description has. */
export function setReplicas(description: Description, replicas: Replica[]): void {
  if (replicas.length > 0) {
    description.Replicas = replicas;
    return;
  }
  delete description.Replicas;
  delete description.GlobalTableVersion;
  delete description.MultiRegionConsistency;
  delete description.GlobalTableWitnesses;
}

/** Describes the witness of a global table in its regions. */
export function setWitness(members: readonly Member[], witness: Witness): void {
  for (const { table } of members) table.description.GlobalTableWitnesses = [{ ...witness }];
}
