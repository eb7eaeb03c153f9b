// biome-ignore lint/style/noDefaultExport: what sync.configModule reads
export default { credentials: async () => ({ accessKeyId: "local", secretAccessKey: "local" }) };
