// Who may import whom. The reasons are in docs/adr/0004-layout-and-directions.md.

/** From the ground up: a layer may import those before it. `transport` stands beside them, see below. */
const layers = [
  "errors",
  "dynamodb",
  "permissions",
  "validation",
  "model",
  "procedure",
  "table",
  "async",
  "sync",
  "index",
  "testing",
  "cli",
];
const pathOf = (layer) => `^src/${layer}(/|\\.ts$)`;

const PURE =
  "^src/(errors\\.ts|errors/|dynamodb/|permissions/|validation/|model/|procedure/|table/|testing/(control-plane|items)/)";
const SDK = "(^|node_modules/)@aws-sdk/client-dynamodb";
const COMMANDER = "(^|node_modules/)commander/";
const npm = ["npm", "npm-dev", "npm-peer", "npm-optional", "npm-no-pkg", "npm-unknown"];

const TWO_FACED = "^src/async/(client/default-client|model/model-info)\\.ts$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...layers.slice(0, -1).map((layer, index) => ({
      name: `${layer}-looks-down-only`,
      severity: "error",
      from: { path: pathOf(layer), pathNot: TWO_FACED },
      to: { path: layers.slice(index + 1).map(pathOf) },
    })),
    {
      name: "some-clients-have-both-faces",
      comment: "Its type names the twins; at run time it looks down like everybody else.",
      severity: "error",
      from: { path: TWO_FACED },
      to: { path: layers.slice(layers.indexOf("sync")).map(pathOf), dependencyTypesNot: ["type-only"] },
    },
    {
      name: "transport-knows-errors-and-the-service-only",
      severity: "error",
      from: { path: pathOf("transport") },
      to: { path: "^src/", pathNot: [pathOf("transport"), pathOf("errors"), pathOf("dynamodb")] },
    },
    {
      name: "pure-layers-do-not-know-the-transport",
      severity: "error",
      from: { path: PURE },
      to: { path: pathOf("transport") },
    },
    {
      name: "pure-layers-do-no-io",
      comment:
        "Types of the SDK are fine there; nothing that exists at run time but node:util, which says what a value is.",
      severity: "error",
      from: { path: PURE },
      to: { pathNot: "^(node:)?util$", dependencyTypes: ["core", ...npm], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "one-module-loads-the-sdk",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/transport/sdk\\.ts$" },
      to: { path: SDK, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "the-library-runs-on-what-it-declares",
      comment:
        "A development dependency is not there after `npm install dynatwin`. The command has commander built in.",
      severity: "error",
      from: { path: "^src/" },
      to: {
        pathNot: COMMANDER,
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        dependencyTypesNot: ["type-only", "npm-peer", "npm-optional", "npm"],
      },
    },
    {
      name: "the-command-alone-reads-its-line",
      severity: "error",
      from: { path: "^src/", pathNot: pathOf("cli") },
      to: { path: COMMANDER },
    },
    {
      name: "the-library-stands-alone",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|scripts|examples|bench)/" },
    },
    {
      name: "examples-use-the-public-entry",
      comment: 'An example imports "dynatwin" and its other entries, as a reader would.',
      severity: "error",
      from: { path: "^examples/" },
      to: { path: "^(src|test|scripts|bench)/", pathNot: "^src/(testing/)?index\\.ts$" },
    },
    {
      name: "no-cycles",
      comment: "But for those of types: a client and a model of both faces name each other.",
      severity: "error",
      from: { pathNot: TWO_FACED },
      to: { circular: true, viaOnly: { pathNot: TWO_FACED } },
    },
    { name: "everything-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|build|coverage)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
