import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver/node';
import type { Session } from '../session';

/** One ability of the server: what it announces and what it answers. A feature is one file in this folder and one line in `features.ts`. */
export interface Feature {
  /** In words, for the message when it fails: `Hover`. */
  readonly name: string;
  /** Its part of the server's capabilities, for this client. */
  capabilities(client: ClientCapabilities): Partial<ServerCapabilities>;
  /** Puts its handlers on the connection. Called once, when the client has introduced itself. */
  start(session: Session): void;
}
