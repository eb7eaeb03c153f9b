// Makes a call in one way after an await. The parent process kills this one if it hangs.
import { TABLE } from "./config.js";
import { ways } from "./ways.js";

const [, , name, port] = process.argv;
const way = ways.find((each) => each.name === name);
if (way === undefined) throw new Error(`There is no way named ${name}.`);
const call = await way.setUp(Number(port));
await Promise.resolve();
const table = await call();
console.log(table?.TableName === TABLE ? "works" : "wrong answer");
process.exit();
