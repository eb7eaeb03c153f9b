const tsconfig = JSON.stringify({
  compilerOptions: { target: "ES2023", module: "NodeNext", strict: true, verbatimModuleSyntax: true },
});

/** A library with one function that is documented correctly. */
export const soundLibrary = {
  "tsconfig.json": tsconfig,
  "src/index.ts": `/**
 * Doubles a number.
 *
 * @param x - The number.
 * @returns Twice the number.
 *
 * @example
 * \`\`\`ts
 * import { double } from "dynatwin";
 *
 * const four: number = double(2);
 * \`\`\`
 */
export function double(x: number): number {
  return 2 * x;
}
`,
};

/** The same, with an internal overload that is documented. */
export const overloadedLibrary = {
  ...soundLibrary,
  "src/index.ts": soundLibrary["src/index.ts"].replace(
    /export function[\s\S]*/,
    `export function double(x: number): number;
/**
 * @param text - The number as text.
 *
 * @example
 * \`\`\`ts
 * const text = "2";
 * \`\`\`
 *
 * @internal
 */
export function double(text: string): number;
export function double(x: number | string): number {
  return 2 * Number(x);
}
`,
  ),
};

/** A library whose exports lack documentation. Exports that are not reported are correct, or internal. */
export const brokenLibrary = {
  "tsconfig.json": tsconfig,
  "src/index.ts": `export function bare(x: number): number {
  return x;
}
/**
 * Its tags are not those of its parameters.
 *
 * @param first - One.
 * @example thin(1, 2)
 */
export function thin(first: number, second: number): void {
  void [first, second];
}
/** Documented, unlike some of its members. */
export class Thing {
  constructor(readonly size: number) {}
  bare = 1;
  /** @internal */
  inside = 2;
  protected guarded = 3;
  #hidden = 4;
  static make(): Thing {
    return new Thing(1);
  }
  /** For \`using\`. */
  [Symbol.dispose](): void {
    void this.#hidden;
  }
}
`,
};
