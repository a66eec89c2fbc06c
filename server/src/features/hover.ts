import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { toHover } from '../convert';
import { hoverAt } from '../hoverText';
import { fileRequest } from '../session';
import type { Feature } from './feature';

/** What a field, a value or a kind means. */
export const hover: Feature = {
  name: 'Hover',
  capabilities: () => ({ hoverProvider: true }),
  start(session) {
    session.connection.onHover(fileRequest<HoverParams, Hover | null>(session, this.name, null, (document, { position }) => {
      if (!session.settings['hover.enable']) return null;
      const offset = document.text.offsetAt(position);
      const part = document.documentAt(offset);
      const found = part === undefined ? undefined : hoverAt(part, offset, session.language);
      return found === undefined ? null : toHover(document.text, found.range, found.markdown);
    }));
  }
};
