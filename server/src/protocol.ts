/**
 * What the server and its client say to each other beyond the Language Server Protocol. Types only: the client imports
 * them with `import type`, writes the method names as literals and lets the compiler check them against these maps.
 * Positions are LSP's: lines and UTF-16 characters from 0; a range's end is exclusive.
 */

export interface ProtocolPosition { readonly line: number; readonly character: number }
export interface ProtocolRange { readonly start: ProtocolPosition; readonly end: ProtocolPosition }

/** Names one YAML document of a file: `document` counts from 0, separators without content included. */
export interface DocumentReference { readonly uri: string; readonly document: number }

/** One resource of an open file. `range` is the whole document, `selectionRange` the value of `metadata.name` (or of `kind`). */
export interface ResourceEntry extends DocumentReference {
  readonly apiVersion: string;
  readonly kind: string;
  /** '' where the text names none: what the server would fill in is not guessed here. */
  readonly namespace: string;
  readonly name: string;
  readonly range: ProtocolRange;
  readonly selectionRange: ProtocolRange;
}

/** What became of one workload in the dry-run behind the code lens. Times are virtual milliseconds. */
export interface VerdictEntry extends DocumentReference {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly desired: number;
  readonly ready: number;
  readonly readyAtMs?: number;
  /** Pods that stay Pending, with the FailedScheduling text. */
  readonly pending: readonly { readonly pod: string; readonly message: string }[];
  readonly failing: readonly { readonly pod: string; readonly reason: string; readonly message: string }[];
  /** The sentence of the lens: `3/3 ready after 14 s · 1 Pending`. */
  readonly summary: string;
  readonly range: ProtocolRange;
}

/** Requests that the client may send, by method. */
export interface ClientRequests {
  /** The versions whose schemas are there, newest first, and the one in use. Picking one is writing the setting. */
  'clusterville/kubernetesVersions': { readonly params: null; readonly result: { readonly current: string; readonly available: readonly string[] } };
  /** The resources of the open files, or of the one named; [] for what is no manifest. */
  'clusterville/resources': { readonly params: { readonly uri?: string }; readonly result: readonly ResourceEntry[] };
  /** Where a field stands in the text (the deepest existing parent of a missing one); null when the document is not there. */
  'clusterville/locate': { readonly params: DocumentReference & { readonly path: readonly (string | number)[] }; readonly result: ProtocolRange | null };
  /** The verdicts of a file, computed now when they are not known yet; [] when it has no workload or cannot be simulated. */
  'clusterville/verdicts': { readonly params: { readonly uri: string }; readonly result: readonly VerdictEntry[] };
}

/** Notifications that the server sends, by method. */
export interface ServerNotifications {
  /** After each check of a file: what the status bar shows. `resources` is 0 for YAML that is no manifest. */
  'clusterville/documentStatus': { readonly uri: string; readonly version: number; readonly resources: number; readonly errors: number; readonly warnings: number };
  /** After each background dry-run of a file. */
  'clusterville/dryRunVerdicts': { readonly uri: string; readonly version: number; readonly verdicts: readonly VerdictEntry[] };
}

/** Commands that the server's answers name and the client carries out, with their arguments. */
export interface ClientCommands {
  /** Opens the panel on a file, at the workload where one is given. */
  'clusterville.dryRun': readonly [{ readonly uri: string; readonly document?: number }];
}

/** What the client may say in `initializationOptions`; all of it optional. */
export interface InitializationOptions {
  /** Settings as the client has them at the start, by their full keys: the first answer need not wait for a round trip. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether programs may be run in the workspace's folders (git); not when absent. */
  readonly trusted?: boolean;
}
