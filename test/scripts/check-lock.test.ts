import { expect } from "chai";
import { missingPackages } from "../../scripts/check-lock/missing.js";

describe("check-lock", () => {
  const esbuild = { optionalDependencies: { "@esbuild/linux-x64": "1", "@esbuild/win32-x64": "1" } };

  it("names the optional packages that the lock file does not hold", () => {
    const packages = { "": {}, "node_modules/esbuild": esbuild, "node_modules/@esbuild/linux-x64": {} };
    expect(missingPackages({ packages })).to.deep.equal(["@esbuild/win32-x64, wanted by esbuild"]);
  });

  it("finds them beside the package, within it, and in every folder around it", () => {
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
    expect(missingPackages({ packages })).to.deep.equal(["@esbuild/win32-x64, wanted by esbuild"]);
  });

  it("names what the root package itself wants", () => {
    const packages = { "": { optionalDependencies: { deasync: "1" } } };
    expect(missingPackages({ packages })).to.deep.equal(["deasync, wanted by this package"]);
  });
});
