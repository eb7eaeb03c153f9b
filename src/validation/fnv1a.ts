/** FNV-1a over the code units of a text: a whole number of 32 bits, with a sign, which V8 keeps in place. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
