/** Bytes as people read them, in both languages alike: 3.2 MB. What is there at all is never 0 kB. */
export const printBytes = (bytes: number): string =>
  bytes >= 1024 * 1024
    ? `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`
    : `${Math.max(1, Math.ceil(bytes / 1024))} kB`;
