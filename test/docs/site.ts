// The pages of the API reference as files: their links, and the targets of these.
import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, extname, join, posix } from "node:path";
import ts from "typescript";

/** The HTML of each page of a site, by its path. */
export type Site = ReadonlyMap<string, string>;

const ELSEWHERE = /^([a-z][a-z0-9+.-]*:|\/\/)/i;

/** Reads the pages under a folder. */
export function readSite(folder: string): Site {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  const pages = files.filter((file) => file.endsWith(".html"));
  return new Map(pages.map((page) => [page, readFileSync(join(folder, page), "utf8")]));
}

/** The links of a site to its own pages, parts of pages and files that do not exist. */
export function brokenLinks(folder: string, site: Site): string[] {
  const ids = new Map(Array.from(site, ([page, html]) => [page, new Set(valuesOf(html, "id"))]));
  return Array.from(site).flatMap(([page, html]) => {
    const targets = new Set([...valuesOf(html, "href"), ...valuesOf(html, "src")]);
    const broken = [...targets].filter((target) => {
      // Buttons of the theme link to "#".
      if (ELSEWHERE.test(target) || target === "#") return false;
      const [path = "", fragment = ""] = target.split("#").map(decodeURIComponent);
      const file = path === "" ? page : posix.join(dirname(page), path.replace(/\?.*$/, ""));
      if (!existsSync(join(folder, file))) return true;
      return fragment !== "" && ids.get(file)?.has(fragment) === false;
    });
    return broken.map((target) => `${page}: ${target}`);
  });
}

/** The names in a module's lists of exports. */
export function exportsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    return clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
  });
}

/** The page of an export of a module; `undefined` if the site has none. */
export function pageOf(site: Site, module: string, name: string): string | undefined {
  const end = `/${module.replaceAll("/", "_")}.${name}.html`;
  const page = [...site.keys()].find((each) => each.endsWith(end));
  return page === undefined ? undefined : site.get(page);
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

/** Serves the files of a folder on the loopback address. */
export async function serve(folder: string): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = join(folder, decodeURIComponent(pathname));
    if (!existsSync(file) || extname(file) === "") {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { server, origin: `http://127.0.0.1:${port}` };
}

function valuesOf(html: string, attribute: string): string[] {
  const values = html.matchAll(new RegExp(`<[^>]*?\\s${attribute}="([^"]*)"`, "g"));
  return Array.from(values, ([, value = ""]) => value.replaceAll("&amp;", "&"));
}
