import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** Leaves out the doc comments of our code, which the declarations have: they are a tenth of the package. */
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
  external: ["@aws-sdk/client-dynamodb", "deasync", "dynalite"],
  // One file for each entry. Split CommonJS would be of an older JavaScript, and turn `import()` into `require`.
  splitting: false,
  // What a module system does not have is said to be absent, rather than made up: bundlers know the real names only.
  esbuildOptions: (options, { format }) => {
    const absent = format === "cjs" ? ["import.meta.url", "import.meta.filename"] : ["require"];
    options.define = { ...options.define, ...Object.fromEntries(absent.map((name) => [name, "undefined"])) };
  },
};

/** Leaves the library out of an entry that stands on it: a class, an error, the default client exist once. */
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

/** Has the command take the emulator from the file of its thread, which has all of it. */
const besideTheEmulator: Plugin = {
  name: "beside-the-emulator",
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/emulator-thread\.js$/ }, () => ({ path: "./emulator-thread.cjs", external: true }));
  },
};

/** Leaves out the comments of what is bundled with the command; its licence is in the footer. */
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
      entry: { index: "src/index.ts", testing: "src/testing/index.ts" },
      compilerOptions: { ignoreDeprecations: "6.0" }, // tsup sets baseUrl, which TypeScript 6 warns of
    },
    // The other builds write at the same time.
    clean: ["!{testing,cli,worker-thread,emulator-thread}.*"],
  },
  {
    ...shared,
    entry: { testing: "src/testing/index.ts" },
    format: ["esm", "cjs"],
    esbuildPlugins: [onTheLibrary, withoutDocComments],
  },
  {
    ...shared,
    entry: { cli: "src/cli/main.ts" },
    format: ["esm"],
    esbuildPlugins: [onTheLibrary, besideTheEmulator, withoutComments, withoutDocComments],
    esbuildOptions: () => {}, // commander needs `require`
    // It goes into the file, and is CommonJS, which an ES module can hold only with a `require` of its own.
    noExternal: ["commander"],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);',
    },
    footer: { js: `/* With commander.\n${readFileSync("node_modules/commander/LICENSE", "utf8")}*/` },
  },
  {
    ...shared,
    // Each a file of its own, to be copied beside a bundle.
    entry: {
      "worker-thread": "src/transport/worker-thread.ts",
      "emulator-thread": "src/testing/server/emulator-thread.ts",
    },
    format: ["cjs"],
  },
]);
