/** What a package says of itself in a lock file of version 3. */
interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A lock file of version 3, as far as it is read here. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** The optional packages that a lock file names and does not hold: the platforms that need them go without. */
export function missingPackages({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !foldersOf(path).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `${name}, wanted by ${path === "" ? "this package" : path.replace(/^.*node_modules\//, "")}`),
  );
}

/** The folders in which Node looks for what a package needs: its own, and those around it. */
function foldersOf(path: string): string[] {
  const parts = path === "" ? [] : path.split(/\/?node_modules\//).slice(1);
  return [...parts.keys(), parts.length].map((depth) =>
    parts
      .slice(0, depth)
      .map((name) => `node_modules/${name}/`)
      .join(""),
  );
}
