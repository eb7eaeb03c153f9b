/** The first version of the SDK that knows vector indexes. */
export const VECTOR_SDK_VERSION = "3.1103.0";

/** The function that compares two vectors. */
export type VectorDistance = "COSINE" | "DOT_PRODUCT" | "EUCLIDEAN";
