import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Removes the doc comments of our code, which are in the declarations too: they are a tenth of the package. */
const withoutDocComments: Plugin = {
  name: "without-doc-comments",
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) =>
      path.includes("node_modules")
        ? undefined
        : { contents: readFileSync(path, "utf8").replace(/^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, ""), loader: "ts" },
    );
  },
};

const shared: Options = {
  esbuildPlugins: [withoutDocComments],
  target: "node20",
  platform: "node",
  external: ["@aws-sdk/client-dynamodb", "deasync", "jiti"],
  // One file for each entry. Splitting would convert CommonJS to older JavaScript, and `import()` to `require`.
  splitting: false,
  // Names that a module system does not have are replaced by `undefined`, not by helpers, because bundlers recognise
  // the real names only.
  esbuildOptions: (options, { format }) => {
    const absent = format === "cjs" ? ["import.meta.url", "import.meta.filename"] : ["require"];
    options.define = { ...options.define, ...Object.fromEntries(absent.map((name) => [name, "undefined"])) };
  },
};

/** The entries that other entries do not contain a second time, by their file in `src`. */
const ENTRIES: readonly (readonly [source: string, entry: string])[] = [
  ["src/index.js", "index"],
  ["src/errors.js", "index"],
  ["src/iac/index.js", "iac"],
];

/** Makes an entry import the library's files, so that classes, errors and the default client exist once. */
const onTheLibrary: Plugin = {
  name: "on-the-library",
  setup: ({ initialOptions, onResolve }) => {
    const extension = initialOptions.format === "cjs" ? "cjs" : "js";
    onResolve({ filter: /\/(index|errors)\.js$/ }, ({ path: wanted, resolveDir }) => {
      const found = ENTRIES.find(([source]) => join(resolveDir, wanted).endsWith(`/${source}`));
      return found && { path: `./${found[1]}.${extension}`, external: true };
    });
  },
};

/**
 * Makes commander, which is bundled with the command, load faster: without its comments (its licence is in the footer), and
 * without the module that it starts other programs with, which the command does not use.
 */
const lightCommander: Plugin = {
  name: "light-commander",
  setup: ({ esbuild, onLoad, onResolve }) => {
    onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
      /[\\/]node_modules[\\/]commander[\\/]/.test(importer) ? { path, namespace: "unused" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "unused" }, () => ({ contents: "module.exports = {};" }));
    onLoad({ filter: /[\\/]node_modules[\\/]commander[\\/].*\.js$/ }, ({ path }) => ({
      contents: esbuild.transformSync(readFileSync(path, "utf8"), { minifyWhitespace: true }).code,
    }));
  },
};

export default defineConfig([
  {
    ...shared,
    entry: { index: "src/index.ts" },
    format: ["esm", "cjs"],
    dts: {
      entry: { index: "src/index.ts", testing: "src/testing/index.ts", iac: "src/iac/index.ts" },
      compilerOptions: { ignoreDeprecations: "6.0" }, // tsup sets baseUrl, which is deprecated in TypeScript 6
    },
    // The other builds write to the same folder at the same time.
    clean: ["!{testing,iac,cli,cli-*,worker-thread,emulator-thread}.*"],
  },
  {
    ...shared,
    entry: { testing: "src/testing/index.ts", iac: "src/iac/index.ts" },
    format: ["esm", "cjs"],
    esbuildPlugins: [onTheLibrary, withoutDocComments],
  },
  {
    ...shared,
    entry: { cli: "src/cli/main.ts" },
    format: ["esm"],
    esbuildPlugins: [onTheLibrary, lightCommander, withoutDocComments],
    // A file for each command, so that one loads only its own code.
    splitting: true,
    clean: ["cli-*"],
    esbuildOptions: (options) => {
      options.chunkNames = "cli-[name]-[hash]";
    },
    // It is bundled, and is CommonJS, which needs a `require` in an ES module.
    noExternal: ["commander"],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);',
    },
    footer: { js: `/* With commander.\n${readFileSync("node_modules/commander/LICENSE", "utf8")}*/` },
  },
  {
    ...shared,
    // Separate files, which can be copied beside a bundle.
    entry: {
      "worker-thread": "src/transport/worker-thread.ts",
      "emulator-thread": "src/testing/server/emulator-thread.ts",
    },
    format: ["cjs"],
  },
]);
