/** Limits at the edge. Bytes, milliseconds and counts. */
export const limits = {
  /** A JSON body; the longest real one is a corrected mapping of a wide sheet. */
  body: 2 * 1024 * 1024,
  /** One uploaded file; a CSV of a million results is some 300 MB. */
  file: 512 * 1024 * 1024,
  files: 50,
  /** A text field beside uploaded files. */
  field: 64 * 1024,
  /** A whole request, uploads on a slow line included. */
  requestTime: 15 * 60_000,
  /** The address and the headers of a request together. */
  headers: 16 * 1024,
  headersTime: 20_000,
  keepAlive: 65_000,
  /** Sign-ins, and changes of a password, from one network address a minute: a whole office begins its day at once. */
  signInsPerMinute: 120,
} as const;
