import type { VectorDistanceFunction } from "@aws-sdk/client-dynamodb";

/** Compares vectors with a query. */
export interface Measure {
  /**
   * How far a vector is: a number that is lower the nearer it is.
   *
   * @param start - Where the vector starts in the numbers.
   * @param square - The sum of its squares.
   */
  readonly of: (numbers: Float32Array, start: number, square: number) => number;
  /** The score of what {@link of} has returned. */
  readonly score: (measure: number) => number;
}

const MAX_SCORE = 3.4028234663852886e38;

/** How a distance function compares vectors with a query. Sums have 64 bits, scores 32, as in DynamoDB. */
export function measureOf(distance: VectorDistanceFunction | undefined, query: Float32Array): Measure {
  if (distance === "DOT_PRODUCT")
    return { of: (numbers, start) => -dotOf(numbers, start, query), score: (sum) => scoreOf(-sum) };
  if (distance === "EUCLIDEAN") {
    return {
      of: (numbers, start) => squaredDistance(numbers, start, query),
      score: (sum) => scoreOf(Math.sqrt(sum)),
    };
  }
  const square = squareOf(query);
  return {
    of: (numbers, start, other) => {
      const length = Math.sqrt(square * other);
      return length === 0 ? 1 : 1 - dotOf(numbers, start, query) / length; // 1 for a vector of zeros
    },
    score: (difference) => scoreOf(Math.min(2, Math.max(0, difference))),
  };
}

/** The sum of the squares of a vector's numbers. */
export function squareOf(vector: Float32Array): number {
  return dotOf(vector, 0, vector);
}

function scoreOf(value: number): number {
  const score = Math.fround(Math.min(MAX_SCORE, Math.max(-MAX_SCORE, value)));
  return score === 0 ? 0 : score; // not -0
}

// Four sums at a time are faster than one, because none waits for the one before it. Every index is below a length.

function dotOf(a: Float32Array, start: number, b: Float32Array): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  const length = b.length;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    sum0 += (a[start + at] as number) * (b[at] as number);
    sum1 += (a[start + at + 1] as number) * (b[at + 1] as number);
    sum2 += (a[start + at + 2] as number) * (b[at + 2] as number);
    sum3 += (a[start + at + 3] as number) * (b[at + 3] as number);
  }
  for (; at < length; at += 1) sum0 += (a[start + at] as number) * (b[at] as number);
  return sum0 + sum1 + (sum2 + sum3);
}

function squaredDistance(a: Float32Array, start: number, b: Float32Array): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  const length = b.length;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    const d0 = (a[start + at] as number) - (b[at] as number);
    const d1 = (a[start + at + 1] as number) - (b[at + 1] as number);
    const d2 = (a[start + at + 2] as number) - (b[at + 2] as number);
    const d3 = (a[start + at + 3] as number) - (b[at + 3] as number);
    sum0 += d0 * d0;
    sum1 += d1 * d1;
    sum2 += d2 * d2;
    sum3 += d3 * d3;
  }
  for (; at < length; at += 1) sum0 += ((a[start + at] as number) - (b[at] as number)) ** 2;
  return sum0 + sum1 + (sum2 + sum3);
}
