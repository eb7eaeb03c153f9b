import { DynamoClient } from "dynatwin";
import type { Open } from "../way.js";
import { orders } from "./dynatwin.js";

export const open: Open = (client) => orders(new DynamoClient({ client }));
