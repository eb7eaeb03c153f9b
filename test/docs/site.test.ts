import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { brokenLinks, exportsOf, pageOf, readSite, type Site, serve } from "./site.js";

/** Written by `npm run check:api`. */
const FOLDER = "site";
/** The path of Debian's package. */
const CHROMIUM = "/usr/bin/chromium";
const SWITCHES = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

describe("the API reference", function () {
  this.timeout(90_000);

  let site: Site;

  before(() => {
    // There, every warning is an error: undocumented exports, broken links.
    if (!existsSync(join(FOLDER, "index.html"))) throw new Error("There is no reference. Run: npm run check:api");
    site = readSite(FOLDER);
  });

  for (const [module, file] of Object.entries({
    dynatwin: "src/index.ts",
    "dynatwin/testing": "src/testing/index.ts",
  })) {
    it(`documents everything that ${module} exports`, () => {
      const names = exportsOf(file);
      expect(names.length).to.be.greaterThan(10);
      const missing = names.filter((name) => !pageOf(site, module, name)?.includes('class="tsd-comment'));
      expect(missing).to.deep.equal([]);
    });
  }

  it("has every guide", () => {
    const guides = readdirSync("docs/guides").map((file) => `documents/${file.replace(/\.md$/, ".html")}`);
    expect(guides).to.include("documents/tables.html");
    expect([...site.keys()]).to.include.members(guides);
  });

  it("has no broken link", () => {
    expect(site.size).to.be.greaterThan(100);
    expect(brokenLinks(FOLDER, site)).to.deep.equal([]);
  });

  if (existsSync(CHROMIUM)) describe("in a browser", inBrowser);
  else it(`is checked as files only: there is no ${CHROMIUM}`, () => expect(existsSync(CHROMIUM)).to.equal(false));
});

function inBrowser(): void {
  let server: Server;
  let origin: string;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  before(async () => {
    ({ server, origin } = await serve(FOLDER));
    const { chromium } = await import("playwright-core");
    browser = await chromium.launch({ executablePath: CHROMIUM, args: SWITCHES });
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  beforeEach(async () => {
    complaints = [];
    page = await browser.newPage();
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("response", (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    await page.route("**", async (route) => {
      if (route.request().url().startsWith(`${origin}/`)) return await route.continue();
      complaints.push(`It requests ${route.request().url()}.`);
      await route.abort();
    });
  });

  afterEach(async () => {
    await page.close();
  });

  it("shows every kind of page, with a working navigation", async () => {
    const paths = ["index", "modules", "classes/dynatwin.DynamoClient", "functions/dynatwin_testing.mockDynamoDB"];
    for (const path of paths) {
      await page.goto(`${origin}/${path}.html`);
      await page.locator(".tsd-navigation a").first().waitFor();
      expect(await page.locator("h1").first().isVisible(), path).to.equal(true);
    }
    // Created by a script of the theme, so it is not among the links of a file.
    const links = await page.locator(".tsd-navigation a").evaluateAll((found) => found.map(String));
    const reached = new Set(links.filter((link) => link.startsWith(origin)).map((link) => new URL(link).pathname));
    const absent = [...reached].filter((path) => !existsSync(join(FOLDER, path)));
    expect(reached.size).to.be.greaterThan(50);
    expect(absent).to.deep.equal([]);
    expect(complaints).to.deep.equal([]);
  });

  it("finds createTable by its search", async () => {
    await page.goto(`${origin}/index.html`);
    await page.locator("#tsd-search-trigger").click();
    await page.locator("#tsd-search-input").fill("createTable");
    const found = page.locator('#tsd-search-results a[href*="createtable" i]').first();
    await found.click();
    await page.waitForURL(/createtable$/i);
    expect(await page.locator("h1").first().textContent()).to.match(/DynamoClient|Model/);
    expect(complaints).to.deep.equal([]);
  });

  it("opens a guide from the navigation", async () => {
    await page.goto(`${origin}/index.html`);
    await page.locator('.tsd-navigation a[href$="documents/queries.html"]').first().click();
    await page.waitForURL(/documents\/queries\.html$/);
    expect(await page.locator("h1").first().isVisible()).to.equal(true);
    expect(complaints).to.deep.equal([]);
  });
}

describe("the check of the reference's links", () => {
  const folder = "build/site-of-links";

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("follows pages, parts of pages and files", () => {
    mkdirSync(join(folder, "a"), { recursive: true });
    writeFileSync(join(folder, "style.css"), "");
    writeFileSync(
      join(folder, "index.html"),
      '<link href="style.css"><p id="x"></p><a href="#x"></a><a class="b" href="#y"></a><a href="a/b.html#z"></a>',
    );
    writeFileSync(
      join(folder, "a", "b.html"),
      '<script src="gone.js"></script><h1 id="z"></h1><a href="../index.html#x"></a><a href="../index.html#q"></a><a href="https://example.org/"></a>',
    );
    expect(brokenLinks(folder, readSite(folder)).sort()).to.deep.equal([
      "a/b.html: ../index.html#q",
      "a/b.html: gone.js",
      "index.html: #y",
    ]);
  });
});
