import { attr, defineModel } from "dynatwin";
import "dynatwin/testing";

class User extends defineModel({ table: "users", attributes: { id: attr.string().partitionKey() } }) {}
console.log(new User({ id: "u1" }).constructor.name);
