// The limits of DynamoDB. The quotas of an account that AWS raises on request say so.

/** Characters in the name of a table or of an index. */
export const MIN_NAME_LENGTH = 3;
export const MAX_NAME_LENGTH = 255;
/** Characters in a member that accepts the name or the ARN of a table. */
export const MAX_TABLE_ARN_LENGTH = 1024;
/** Characters in the ARN of a table, an index or a stream. */
export const MAX_RESOURCE_ARN_LENGTH = 1283;

/** Bytes in the name of an attribute that is in a key, in a projection, or the one of time to live. */
export const MAX_ATTRIBUTE_NAME_BYTES = 255;
/** Bytes in the name of any other attribute of an item. */
export const MAX_ITEM_NAME_BYTES = 65_535;
/** Attributes in the key of a table or of a local secondary index. */
export const MAX_KEY_ATTRIBUTES = 2;
/** Partition key attributes, and sort key attributes, of a global secondary index. */
export const MAX_KEY_ATTRIBUTES_PER_TYPE = 4;
/** Bytes in the value of a key attribute, in a table or an index. */
export const MAX_PARTITION_KEY_BYTES = 2048;
export const MAX_SORT_KEY_BYTES = 1024;

/** A quota: AWS raises it on request. */
export const MAX_GLOBAL_SECONDARY_INDEXES = 20;
export const MAX_LOCAL_SECONDARY_INDEXES = 5;
/** Attributes that the projection of an index names. */
export const MAX_PROJECTED_ATTRIBUTES_PER_INDEX = 20;
/** Attributes that the projections of all indexes of a table name. An attribute in two indexes counts twice. */
export const MAX_PROJECTED_ATTRIBUTES_PER_TABLE = 100;

/** A quota of vector indexes of a table: AWS raises it on request. */
export const MAX_VECTOR_INDEXES = 5;
/** The length of the vectors of a vector index. */
export const MAX_VECTOR_DIMENSIONS = 4096;
/** The largest number that a vector can have: that of 32 bits. */
export const MAX_VECTOR_NUMBER = 3.4028234663852886e38;
/** Partition keys and filters in the search schema of a vector index. */
export const MAX_VECTOR_PARTITION_KEYS = 1;
export const MAX_VECTOR_FILTERS = 18;
/** Results of a search of vectors. */
export const MAX_SEARCH_RESULTS = 100;

/** Read or write capacity units. */
export const MAX_CAPACITY_UNITS = 1_000_000_000_000;
/** The minimum warm throughput of an on-demand table and of each of its indexes, which every one of them has. */
export const ON_DEMAND_WARM_THROUGHPUT = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 } as const;
/** Quotas of an account and of a table in one region, in read or write capacity units. AWS raises them on request. */
export const ACCOUNT_CAPACITY_QUOTA = 80_000;
export const TABLE_CAPACITY_QUOTA = 40_000;

export const MAX_TAGS = 50;
/** Characters in the key and in the value of a tag. */
export const MAX_TAG_KEY_LENGTH = 128;
export const MAX_TAG_VALUE_LENGTH = 256;
/** Bytes in a resource-based policy. */
export const MAX_POLICY_BYTES = 20_480;
/** Days for which continuous backups are kept. */
export const MAX_RECOVERY_DAYS = 35;

/** The last seconds cannot be restored yet. */
export const RECOVERY_LAG_SECONDS = 300;
/** Restores at the same time. */
export const MAX_RESTORES = 50;
/** Characters in the name of a backup. */
export const BACKUP_NAME_LENGTH = { min: 3, max: 255 } as const;

/** Days for which the backup is kept that DynamoDB makes of a deleted table with point-in-time recovery. */
export const FINAL_BACKUP_DAYS = 35;

/** Quotas of an account in one region: its tables, and those that are CREATING, UPDATING or DELETING. AWS raises them on request. */
export const TABLE_QUOTA = 2500;
export const CHANGING_TABLE_QUOTA = 500;

/** Names in an answer of ListTables. */
export const MAX_TABLES_PER_PAGE = 100;
/** Backups in an answer of ListBackups. */
export const MAX_BACKUPS_PER_PAGE = 100;
/** Bytes in the body of a request. */
export const MAX_REQUEST_BYTES = 16 * 2 ** 20;

/** Bytes in an item. */
export const MAX_ITEM_BYTES = 400 * 2 ** 10;
/** Bytes that a Query or Scan reads for a page. */
export const MAX_PAGE_BYTES = 2 ** 20;
/** Bytes of the items in an answer of BatchGetItem. */
export const MAX_BATCH_GET_BYTES = 16 * 2 ** 20;
/** Bytes of the items of a transaction. */
export const MAX_TRANSACTION_BYTES = 4 * 2 ** 20;

export const MAX_BATCH_GET_KEYS = 100;
export const MAX_BATCH_WRITE_ITEMS = 25;
export const MAX_TRANSACTION_ITEMS = 100;
/** Statements in a BatchExecuteStatement. */
export const MAX_BATCH_STATEMENTS = 25;
/** Values of a partition key to the right of IN in a PartiQL statement, and items on a page of such a read. */
export const MAX_IN_PARTITION_KEYS = 50;
export const MAX_IN_PAGE_ITEMS = 10;
/** Characters in a PartiQL statement, and in the token of the next page of its items. */
export const MAX_STATEMENT_LENGTH = 8192;
export const MAX_STATEMENT_TOKEN_LENGTH = 32768;
/** How long a client token makes a repeated transaction the same one. */
export const CLIENT_TOKEN_SECONDS = 600;
/** Characters in a client token. */
export const MAX_CLIENT_TOKEN_LENGTH = 36;
/** Segments of a parallel scan. */
export const MAX_SCAN_SEGMENTS = 1_000_000;

/** Bytes in an expression, and its operators, functions included. */
export const MAX_EXPRESSION_BYTES = 4096;
export const MAX_EXPRESSION_OPERATORS = 300;
/** Values to the right of IN. */
export const MAX_IN_VALUES = 100;
/** Significant digits of a number. */
export const MAX_NUMBER_DIGITS = 38;
/** The powers of ten of the first digit of a number. */
export const MIN_NUMBER_POWER = -130;
export const MAX_NUMBER_POWER = 125;
/** Levels of values in an attribute: its own value is at the first, the members of a list or map are one level below it. */
export const MAX_NESTING_LEVELS = 32;

/** Hours for which a stream keeps its records, and for which a disabled stream can be read. */
export const STREAM_RETENTION_HOURS = 24;
/** How long a shard iterator can be used. */
export const SHARD_ITERATOR_MINUTES = 15;
/** Records, and their bytes, in an answer of GetRecords. */
export const MAX_STREAM_RECORDS = 1000;
export const MAX_STREAM_RECORD_BYTES = 2 ** 20;
/** Streams in an answer of ListStreams, and shards in one of DescribeStream. */
export const MAX_STREAMS_PER_PAGE = 100;
export const MAX_SHARDS_PER_PAGE = 100;
/** Characters in the ARN of a stream, the identifier of a shard, a sequence number and a shard iterator. */
export const STREAM_ARN_LENGTH = { min: 37, max: 1024 } as const;
export const SHARD_ID_LENGTH = { min: 28, max: 65 } as const;
export const SEQUENCE_NUMBER_LENGTH = { min: 21, max: 40 } as const;
export const SHARD_ITERATOR_LENGTH = { min: 1, max: 2048 } as const;
/** Years after which an item that has expired is no longer deleted by time to live. */
export const MAX_EXPIRED_YEARS = 5;
