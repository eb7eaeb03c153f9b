import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The names of the profiles of the AWS configuration files. */
export function profileNames(env = process.env): readonly string[] {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = env;
  const config = headersIn(AWS_CONFIG_FILE ?? join(homedir(), ".aws", "config"));
  const credentials = headersIn(AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), ".aws", "credentials"));
  const ofConfig = config.flatMap((header) =>
    header === "default" ? [header] : (/^profile\s+["']?(.+?)["']?$/.exec(header)?.slice(1) ?? []),
  );
  return [...new Set([...ofConfig, ...credentials])];
}

/** The headers of the sections of a file. */
function headersIn(file: string): readonly string[] {
  try {
    return Array.from(readFileSync(file, "utf8").matchAll(/^\s*\[\s*(.+?)\s*\]/gm), ([, header = ""]) => header);
  } catch {
    return [];
  }
}
