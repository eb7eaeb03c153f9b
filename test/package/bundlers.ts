import { mkdirSync } from "node:fs";
import { join } from "node:path";
import commonjs from "@rollup/plugin-commonjs";
import json from "@rollup/plugin-json";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import * as esbuild from "esbuild";
import { type Plugin, rollup } from "rollup";
import * as vite from "vite";
import webpack from "webpack";

/** The module system of a bundle. */
export type Format = "esm" | "cjs";

/** The output files of programs: `app` is written to `app.mjs`, or `app.cjs`. */
export type Entries = Readonly<Record<string, string>>;

/** Bundles programs with all of their imports, and returns the bundler's warnings. */
export type Bundler = (entries: Entries, folder: string, format: Format) => Promise<string[]>;

const extension = { esm: ".mjs", cjs: ".cjs" } as const;

/** All with the settings of a program for Node, and none for dynatwin. */
export const bundlers: Readonly<Record<"esbuild" | "webpack" | "rollup" | "vite", Bundler>> = {
  esbuild: async (entryPoints, outdir, format) => {
    const { warnings } = await esbuild.build({
      ...{ entryPoints, outdir, format, bundle: true, platform: "node", minify: true, logLevel: "silent" },
      outExtension: { ".js": extension[format] },
      // The SDK's first format is CommonJS, and esbuild can bundle it into an ES module only with mainFields set to the
      // other format.
      ...(format === "esm" && { mainFields: ["module", "main"] }),
    });
    return warnings.map(({ text }) => text);
  },

  webpack: (entry, path, format) => {
    const output = { path, filename: `[name]${extension[format]}` };
    const asModule = {
      output: { ...output, module: true, chunkFormat: "module" },
      experiments: { outputModule: true },
    };
    return new Promise((resolve, reject) => {
      webpack(
        // Not minified, which takes a minute and does not affect these tests.
        {
          ...{ entry, target: "node20", mode: "production", optimization: { minimize: false } },
          ...(format === "esm" ? asModule : { output }),
        },
        (error, stats) => {
          if (error) reject(error);
          else resolve([...(stats?.compilation.warnings ?? []), ...(stats?.compilation.errors ?? [])].map(String));
        },
      );
    });
  },

  rollup: async (input, dir, format) => {
    const warnings: string[] = [];
    const bundle = await rollup({
      input,
      plugins: [nodeResolve({ preferBuiltins: true, exportConditions: ["node"] }), plugin(commonjs), plugin(json)],
      onwarn: ({ message }) => warnings.push(message),
    });
    await bundle.write({ dir, format, ...fileNames(format) });
    await bundle.close();
    return warnings;
  },

  vite: async (input, outDir, format) => {
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    const logger = { ...vite.createLogger("silent"), warn, warnOnce: warn, error: warn };
    await vite.build({
      ...{ configFile: false, logLevel: "warn", root: join(outDir, ".."), customLogger: logger },
      // Without noExternal vite does not bundle node_modules.
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir,
        emptyOutDir: false,
        rollupOptions: { input, output: { format, ...fileNames(format) } },
      },
    });
    return warnings;
  },
};

/** Their types describe the CommonJS format, where the function is a member of the import. */
function plugin(factory: { readonly default: () => Plugin }): Plugin {
  return (factory as unknown as () => Plugin)();
}

function fileNames(format: Format) {
  return { entryFileNames: `[name]${extension[format]}`, chunkFileNames: `[name]-[hash]${extension[format]}` };
}

/** Runs a bundler in a new folder. */
export async function bundleInto(folder: string, name: keyof typeof bundlers, entries: Entries, format: Format) {
  mkdirSync(folder, { recursive: true });
  return await bundlers[name](entries, folder, format);
}
