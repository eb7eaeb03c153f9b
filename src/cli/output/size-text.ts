/** Bytes as a person reads them: `1.5 MB`. */
export function sizeText(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const place = Math.min(Math.floor(Math.log10(Math.max(1, bytes)) / 3), units.length - 1);
  return place === 0 ? `${bytes} bytes` : `${(bytes / 1000 ** place).toFixed(1)} ${units[place]}`;
}
