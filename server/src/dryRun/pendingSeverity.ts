import { resourcesOf } from '../../../engine/src/index';
import type { Severity } from '../check/finding';
import type { OpenDocument } from '../documents';
import type { Session } from '../session';

/** A warning where a person has said what the cluster is like; on the cluster that is assumed else, it is but news. */
export function pendingSeverity({ settings }: Session, document: OpenDocument): Severity {
  return settings['dryRun.cluster'] !== '' || document.file.documents.some(part => resourcesOf(part).some(resource => resource.gvk?.kind === 'Node')) ? 'warning' : 'info';
}
