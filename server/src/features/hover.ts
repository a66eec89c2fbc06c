import type { Hover, HoverParams } from 'vscode-languageserver/node';
import type { ManifestDocument } from '../../../engine/src/index';
import { resourceAt } from '../check/defaults';
import { toHover } from '../convert';
import type { OpenDocument } from '../documents';
import { matchText } from '../dryRun/matchText';
import { hoverAt } from '../hoverText';
import { fileRequest, type Session } from '../session';
import type { Feature } from './feature';

/** What a field, a value or a kind means; for scheduling fields also which nodes match in the last dry-run. */
export const hover: Feature = {
  name: 'Hover',
  capabilities: () => ({ hoverProvider: true }),
  start(session) {
    session.connection.onHover(fileRequest<HoverParams, Hover | null>(session, this.name, null, (document, { position }) => {
      if (!session.settings['hover.enable']) return null;
      const offset = document.text.offsetAt(position);
      const part = document.documentAt(offset);
      const found = part === undefined ? undefined : hoverAt(part, offset, session.language);
      if (part === undefined || found === undefined) return null;
      return toHover(document.text, found.range, [found.markdown, ...matches(session, document, part, offset)].join('\n\n'));
    }));
  }
};

function matches(session: Session, document: OpenDocument, part: ManifestDocument, offset: number): string[] {
  const result = session.runs.verdictsOf(document);
  const place = part.sourceMap.pathAt(offset);
  const inside = result === undefined || place === undefined ? undefined : resourceAt(part, place.path);
  const text = result === undefined || inside === undefined ? undefined : matchText(result, inside.resource, inside.path);
  return text === undefined ? [] : [text];
}
