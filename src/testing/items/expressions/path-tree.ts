import type { Path } from "./paths.js";

/** Document paths, none of which is the beginning of another, as a tree: under a part of a path, what follows it. */
export type PathTree<T> = Map<string | number, T | PathTree<T>>;

/** Builds the tree of some paths, with something at the end of each. */
export function treeOf<T>(entries: Iterable<readonly [Path, T]>): PathTree<T> {
  const root: PathTree<T> = new Map();
  for (const [path, end] of entries) {
    let tree = root;
    for (const part of path.slice(0, -1)) tree = subtree(tree, part);
    const last = path.at(-1);
    if (last !== undefined) tree.set(last, end);
  }
  return root;
}

function subtree<T>(tree: PathTree<T>, part: string | number): PathTree<T> {
  const known = tree.get(part);
  if (known instanceof Map) return known;
  const added: PathTree<T> = new Map();
  tree.set(part, added);
  return added;
}
