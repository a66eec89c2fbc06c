import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';

/**
 * Where our own bugs end: a feature that throws is written to the log each time, told to the person once, and answers with
 * nothing, so that the rest of the server goes on.
 */
export class Faults {
  private readonly told = new Set<string>();

  constructor(private readonly connection: Connection) {}

  report(feature: string, error: unknown): void {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    this.connection.console.error(`${feature} failed: ${text}`);
    if (this.told.has(feature)) return;
    this.told.add(feature);
    const reason = error instanceof Error ? error.message : String(error);
    this.connection.window.showErrorMessage(`Clusterville: ${feature} failed (${reason}). Everything else keeps working; the details are in the output.`);
  }

  /** A request handler that cannot fail: `otherwise` is the answer when it throws. A ResponseError (cancelled, outdated) is an answer too and goes through. */
  guard<Params, Answer>(feature: string, otherwise: Answer, handler: (params: Params, token: CancellationToken) => Answer | Promise<Answer>) {
    return async (params: Params, token: CancellationToken): Promise<Answer> => {
      if (token.isCancellationRequested) throw cancelled();
      try {
        return await handler(params, token);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        this.report(feature, error);
        return otherwise;
      }
    };
  }
}

/** What a handler throws when the client no longer wants the answer. */
export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

/** What a handler throws when the text has changed under it: the client asks again. */
export function outdated(): ResponseError<{ readonly retriggerRequest: boolean }> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, 'the text has changed', { retriggerRequest: true });
}
