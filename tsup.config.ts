import { defineConfig, type Options } from "tsup";

const shared: Options = {
  target: "node20",
  platform: "node",
  sourcemap: true,
  external: ["@aws-sdk/client-dynamodb", "deasync"],
  // src/transport/here.ts asks for __filename first; what CommonJS cannot even parse must not stand behind it.
  esbuildOptions: (options, { format }) => {
    if (format === "cjs") options.define = { ...options.define, "import.meta.url": "undefined" };
  },
};

export default defineConfig([
  {
    ...shared,
    entry: { index: "src/index.ts" },
    format: ["esm", "cjs"],
    // Flat and split: a class must exist once, whichever entry point brings it in.
    splitting: true,
    dts: { entry: { index: "src/index.ts" } },
    // The other build writes at the same time.
    clean: ["!worker-thread.cjs*"],
  },
  {
    ...shared,
    entry: { "worker-thread": "src/transport/worker-thread.ts" },
    format: ["cjs"],
    // One file, to be copied beside a bundle; and split CommonJS would turn `import()` into `require`, which loads no
    // sync.configModule.
    splitting: false,
  },
]);
