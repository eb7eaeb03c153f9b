/** The entry of a package in a lock file of version 3. */
interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The members of a lock file of version 3 that are read here. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/**
 * The optional packages that a lock file names but does not contain, so that they are not installed on the platforms
 * that need them.
 */
export function missingPackages({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !foldersOf(path).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `${name}, required by ${path === "" ? "this package" : path.replace(/^.*node_modules\//, "")}`),
  );
}

/** The folders in which Node looks for the dependencies of a package: its own, and the parent folders. */
function foldersOf(path: string): string[] {
  const parts = path === "" ? [] : path.split(/\/?node_modules\//).slice(1);
  return [...parts.keys(), parts.length].map((depth) =>
    parts
      .slice(0, depth)
      .map((name) => `node_modules/${name}/`)
      .join(""),
  );
}
