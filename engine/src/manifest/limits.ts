/** Bounds that keep any input harmless. Sizes are in UTF-16 code units. */
export const limits = {
  /** Beyond this, a file is refused as a whole. */
  fileLength: 16 * 1024 * 1024,
  /** Beyond this, a document that needs the full YAML grammar is refused (plain ones are read): etcd stores no object above 1.5 MiB. */
  documentLength: 1.5 * 1024 * 1024,
  /** Levels of nesting. The server allows 10,000; no real object comes near, and every walk over a value may recurse. */
  depth: 256,
  /** Problems of one sort that are told of one document; nobody reads more. */
  faults: 100
} as const;
