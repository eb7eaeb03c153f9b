import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", "worker-thread": "src/transport/worker-thread.ts" },
  format: ["esm", "cjs"],
  target: "node20",
  platform: "node",
  // Flat and split: a class must exist once, whichever entry point brings it in.
  splitting: true,
  dts: { entry: { index: "src/index.ts" } },
  sourcemap: true,
  clean: true,
  external: ["@aws-sdk/client-dynamodb", "deasync"],
  // src/transport/here.ts asks for __filename first; what CommonJS cannot even parse must not stand behind it.
  esbuildOptions: (options, { format }) => {
    if (format === "cjs") options.define = { ...options.define, "import.meta.url": "undefined" };
  },
});
