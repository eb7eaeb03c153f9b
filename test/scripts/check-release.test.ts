import { expect } from "chai";
import { releaseProblems } from "../../scripts/check-release/problems.js";

describe("check-release", () => {
  const changelog = "# Changelog\n\n## Unreleased\n\n## 1.2.3 (2026-11-26)\n\n## [1.2.2]\n";

  it("accepts the tag of the version, with a section in the changelog", () => {
    expect(releaseProblems("v1.2.3", "1.2.3", changelog)).to.deep.equal([]);
    expect(releaseProblems("v1.2.2", "1.2.2", changelog)).to.deep.equal([]);
  });

  it("refuses a tag of another version", () => {
    for (const tag of ["1.2.3", "v1.2", "v1.2.2", "v1.2.3-beta.1", ""]) {
      const problem = `The tag is "${tag}" and package.json has version 1.2.3: the tag must be v1.2.3.`;
      expect(releaseProblems(tag, "1.2.3", changelog)).to.deep.equal([problem]);
    }
  });

  it("refuses a version that the changelog does not mention", () => {
    expect(releaseProblems("v1.2.30", "1.2.30", changelog)).to.deep.equal(['CHANGELOG.md has no section "## 1.2.30".']);
  });
});
