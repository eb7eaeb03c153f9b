/** The reasons not to publish a tag: it names another version, or the changelog does not mention the version. */
export function releaseProblems(tag: string, version: string, changelog: string): string[] {
  const problems: string[] = [];
  if (tag !== `v${version}`) {
    problems.push(`The tag is "${tag}" and package.json has version ${version}: the tag must be v${version}.`);
  }
  const headings = changelog.split("\n").filter((line) => line.startsWith("## "));
  if (!headings.some((line) => /^## \[?([^\]\s]+)/.exec(line)?.[1] === version)) {
    problems.push(`CHANGELOG.md has no section "## ${version}".`);
  }
  return problems;
}
