/** The first version of the SDK that knows vector indexes. */
export const VECTOR_SDK_VERSION = "3.1103.0";
