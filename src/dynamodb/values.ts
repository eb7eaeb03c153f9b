// The values that members of requests accept, with the default first where there is one.

export const BILLING_MODES = ["PAY_PER_REQUEST", "PROVISIONED"] as const;
export const TABLE_CLASSES = ["STANDARD", "STANDARD_INFREQUENT_ACCESS"] as const;
export const STREAM_VIEW_TYPES = ["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"] as const;
export const PROJECTION_TYPES = ["ALL", "KEYS_ONLY", "INCLUDE"] as const;
/** The types of key attributes. */
export const KEY_ATTRIBUTE_TYPES = ["S", "N", "B"] as const;
/** The types of the elements of a key: partition key attributes and sort key attributes. */
export const KEY_ELEMENT_TYPES = ["HASH", "RANGE"] as const;
/** The types of the elements of a search schema: the partition key of a vector index, and its filters. */
export const SEARCH_ELEMENT_TYPES = ["HASH", "INLINE_FILTER"] as const;
export const VECTOR_DISTANCES = ["COSINE", "DOT_PRODUCT", "EUCLIDEAN"] as const;
