import { clearScreenDown, cursorTo, moveCursor } from "node:readline";
import { PassThrough } from "node:stream";
import { expect } from "chai";
import { Screen } from "../../scripts/record-command/screen.js";

/** What a terminal shows after a program wrote to it. */
function shown(write: (stream: PassThrough) => void): string {
  const stream = new PassThrough();
  write(stream);
  const screen = new Screen();
  screen.write(String(stream.read()));
  return screen.text;
}

describe("the screen of a recording", () => {
  it("shows lines that are written over", () => {
    const text = shown((stream) => {
      stream.write("first\r\nusers  CREATING\r\norders  CREATING\r\n");
      moveCursor(stream, 0, -2);
      cursorTo(stream, 0);
      clearScreenDown(stream);
      stream.write("users  ACTIVE\r\n");
    });
    expect(text).to.equal("first\nusers  ACTIVE");
  });

  it("shows text without its colours, and what a shorter text leaves of a longer one", () => {
    expect(shown((stream) => stream.write("\u001b[31mUPDATING\u001b[39m\rUP\r\nnext"))).to.equal("UPDATING\nnext");
    expect(shown((stream) => stream.write("UPDATING\r\u001b[KUP"))).to.equal("UP");
  });
});
