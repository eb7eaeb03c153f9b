#!/usr/bin/env node
import { runProgram } from "./program.js";

// The version of Node is not what the command is about; a program that uses the SDK still gets its warning.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
await runProgram(process.argv.slice(2));
