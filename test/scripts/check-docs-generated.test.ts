import { expect } from "chai";
import { checkGenerated, refreshGenerated, tableOf } from "../../scripts/check-docs/generated.js";

const generators = {
  numbers: () =>
    tableOf([
      ["a", "b"],
      ["1", "2"],
    ]),
  words: () => "one\ntwo",
};
const part = (name: string, ...lines: string[]) => [
  `<!-- generated: ${name} -->`,
  ...lines,
  `<!-- /generated: ${name} -->`,
];
const problemsOf = (...lines: string[]) =>
  checkGenerated({ file: "page.md", text: lines.join("\n") }, generators).map(
    ({ line, message }) => `${line}: ${message}`,
  );

const numbers = ["", "| a | b |", "|---|---|", "| 1 | 2 |", ""];

describe("the generated parts of documents", () => {
  it("are sound where they are what is generated", () => {
    expect(
      problemsOf("# Page", ...part("numbers", ...numbers), "text", ...part("words", "", "one", "two", "")),
    ).to.deep.equal([]);
  });

  it("are reported where they are stale, unknown or not ended", () => {
    expect(
      problemsOf("# Page", ...part("numbers", "", "| a | b |", ""), ...part("nothing"), "<!-- generated: words -->"),
    ).to.deep.equal([
      '2: This part differs from the output of the generator "numbers". To update it: npm run check:docs -- --fix',
      '7: There is no generator "nothing": numbers, words.',
      "9: <!-- /generated: words --> is missing.",
    ]);
  });

  it("are renewed, and nothing else is", () => {
    const text = [
      "# Page",
      ...part("words"),
      "between",
      ...part("numbers", "old"),
      ...part("nothing", "kept"),
      "",
    ].join("\n");
    const renewed = refreshGenerated(text, generators);
    expect(renewed.split("\n")).to.deep.equal([
      "# Page",
      ...part("words", "", "one", "two", ""),
      "between",
      ...part("numbers", ...numbers),
      ...part("nothing", "kept"),
      "",
    ]);
    expect(refreshGenerated(renewed, generators)).to.equal(renewed);
  });
});
