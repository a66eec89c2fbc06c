/** What the server needs of the machine it runs on: a port, so that the same server can run in a browser's worker. */
export interface Platform {
  /** The text of a file of ours that lies beside the bundle (`docs.json`); undefined when it is missing. */
  readAsset(name: string): string | undefined;
  /** The text behind a `file:` URI or a path, at once; undefined when it cannot be read, is large, or there is no disk. For the few small files that say what another file is. */
  readNow(location: string): string | undefined;
}
