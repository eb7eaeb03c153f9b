import { expect } from "chai";
import { missingPackages } from "../../scripts/check-lock/missing.js";

describe("check-lock", () => {
  const esbuild = { optionalDependencies: { "@esbuild/linux-x64": "1", "@esbuild/win32-x64": "1" } };

  it("names the optional packages that are missing in the lock file", () => {
    const packages = { "": {}, "node_modules/esbuild": esbuild, "node_modules/@esbuild/linux-x64": {} };
    expect(missingPackages({ packages })).to.deep.equal(["@esbuild/win32-x64, required by esbuild"]);
  });

  it("finds them beside the package, inside it, and in every parent folder", () => {
    const packages = {
      "": { optionalDependencies: { deasync: "1" } },
      "node_modules/deasync": {},
      "node_modules/@esbuild/linux-x64": {},
      "node_modules/tsx": {},
      "node_modules/tsx/node_modules/esbuild": esbuild,
      "node_modules/tsx/node_modules/@esbuild/win32-x64": {},
    };
    expect(missingPackages({ packages })).to.deep.equal([]);
  });

  it("does not find them in the folder of another package", () => {
    const packages = {
      "node_modules/esbuild": esbuild,
      "node_modules/@esbuild/linux-x64": {},
      "node_modules/tsx/node_modules/@esbuild/win32-x64": {},
    };
    expect(missingPackages({ packages })).to.deep.equal(["@esbuild/win32-x64, required by esbuild"]);
  });

  it("names the packages that the root package requires", () => {
    const packages = { "": { optionalDependencies: { deasync: "1" } } };
    expect(missingPackages({ packages })).to.deep.equal(["deasync, required by this package"]);
  });
});
