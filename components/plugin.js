// What `require` of this folder gives. The host of component plugins compiles TypeScript by whatever tsconfig.json stands in
// its working folder, which is that of whoever deploys, in whatever language: it gets the JavaScript that the build has made.
// Everybody else gets the sources.
const { basename, dirname } = require("node:path");

const isPluginHost =
  basename(dirname(process.argv[1] ?? "")) === "run-plugin" || basename(process.argv[1] ?? "") === "run-plugin";

module.exports = isPluginHost ? require("../dist/index.js") : require("./index");
