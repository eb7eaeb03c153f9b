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
  external: ["@aws-sdk/client-dynamodb", "deasync"],
  // One file for each entry. Splitting would convert CommonJS to older JavaScript, and `import()` to `require`.
  splitting: false,
  // Names that a module system does not have are replaced by `undefined`, not by helpers, because bundlers recognise
  // the real names only.
  esbuildOptions: (options, { format }) => {
    const absent = format === "cjs" ? ["import.meta.url", "import.meta.filename"] : ["require"];
    options.define = { ...options.define, ...Object.fromEntries(absent.map((name) => [name, "undefined"])) };
  },
};

/** Makes an entry import the library's file, so that classes, errors and the default client exist once. */
const onTheLibrary: Plugin = {
  name: "on-the-library",
  setup: ({ initialOptions, onResolve }) => {
    const path = `./index.${initialOptions.format === "cjs" ? "cjs" : "js"}`;
    onResolve({ filter: /\/(index|errors)\.js$/ }, ({ path: wanted, resolveDir }) => {
      const isLibrary = ["src/index.js", "src/errors.js"].some((file) => join(resolveDir, wanted).endsWith(file));
      return isLibrary ? { path, external: true } : undefined;
    });
  },
};

/** Removes the comments of commander, which is bundled with the command; its licence is in the footer. */
const withoutComments: Plugin = {
  name: "without-comments",
  setup: ({ esbuild, onLoad }) => {
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
    clean: ["!{testing,iac,cli,worker-thread,emulator-thread}.*"],
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
    esbuildPlugins: [onTheLibrary, withoutComments, withoutDocComments],
    esbuildOptions: () => {}, // commander needs `require`
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
