/** The path of a member of an object, as code would write it: `tags.team`, `tags["cost centre"]`. */
export function memberPath(path: string, name: string): string {
  if (path === "") return name;
  return /^[\w$]+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
