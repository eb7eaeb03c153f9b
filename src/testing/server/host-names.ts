import { BlockList, isIP } from "node:net";
import { AwsError } from "../control-plane/aws-error.js";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

/** The usual names, which need no check of an address. */
const LOCAL_NAMES: ReadonlySet<string> = new Set(["localhost", "127.0.0.1"]);

/** Whether an address is a loopback address. */
function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 6 ? "ipv6" : "ipv4");
}

/** Whether a name or address is of this machine only. */
export function isLoopbackName(name: string): boolean {
  return name === "localhost" || isLoopbackAddress(name);
}

/** The hosts that requests may name in addition to localhost and loopback addresses. */
export interface AllowedHosts {
  readonly names: ReadonlySet<string>;
  /** Whether all IP addresses are allowed. A web page cannot make one of them its own. */
  readonly addresses: boolean;
}

/**
 * Throws if the Host of a request is neither a loopback name nor allowed. A web page can resolve its own host name to
 * 127.0.0.1 (DNS rebinding) and could read all tables; its requests still have that name. The port is ignored, because a
 * tunnel has another one.
 *
 * @param header - The request's Host.
 * @param allowed - Hosts that are accepted in addition to localhost and loopback addresses.
 */
export function requireKnownHost(header: string | undefined, allowed: AllowedHosts): void {
  if (isKnownHost(header ?? "", allowed)) return;
  throw new AwsError(
    "AccessDeniedException",
    `dynatwin's emulator accepts requests to localhost, 127.0.0.1 and [::1] only, and this one has ${shown(header)}. ` +
      "Use such an endpoint, or allow the name: dynatwin emulator --allow-host <name>.",
    403,
  );
}

/** Whether a host, with or without a port, is a loopback name or allowed. */
export function isKnownHost(host: string, allowed: AllowedHosts): boolean {
  const name = nameIn(host);
  if (LOCAL_NAMES.has(name) || isLoopbackAddress(name) || (name !== "" && allowed.names.has(name))) return true;
  return allowed.addresses && isIP(name) !== 0;
}

/** A host name in the normalised form for comparisons. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/** The name in a Host header; empty if the header is invalid. */
function nameIn(header: string): string {
  const [, address, name = ""] = /^(?:\[([\da-f:.]+)\]|([^\s:@/[\]]+))(?::\d*)?$/i.exec(header) ?? [];
  return plainName(address ?? name);
}

function shown(header: string | undefined): string {
  return header === undefined ? "no Host header" : `the Host ${JSON.stringify(header.slice(0, 100))}`;
}
