import { resourcesOf, type DocumentContent, type ManifestDocument, type ManifestResource } from '../../../engine/src/index';
import type { Language } from '../language';
import { servedKind } from '../schemaPlace';
import { checkKind } from './checkKind';
import { checkResource } from './checkResource';
import { moved, type Finding } from './finding';

interface Known { readonly language: Language; readonly start: number; readonly findings: readonly Finding[] }
const known = new WeakMap<DocumentContent, Known>();

/**
 * Everything wrong with one document, in order of place. Computed once for a text and a Kubernetes version, wherever the
 * document moves in its file.
 */
export function checkDocument(document: ManifestDocument, language: Language): readonly Finding[] {
  const { content, range: { start } } = document;
  const before = known.get(content);
  if (before?.language === language && before.start === start) return before.findings;
  const findings = before?.language === language ? before.findings.map(finding => moved(finding, start - before.start)) : check(document, language);
  known.set(content, { language, start, findings });
  return findings;
}

function check(document: ManifestDocument, language: Language): Finding[] {
  const findings = [...textFindings(document), ...document.role === 'resource' ? resourcesOf(document).flatMap(resource => resourceFindings(resource, language)) : []];
  return findings.sort((a, b) => a.range.start - b.range.start);
}

/** What is wrong with the YAML itself: of no concern in templates, whose text is not YAML yet. */
function textFindings(document: ManifestDocument): Finding[] {
  return document.role === 'helmTemplate' ? [] : document.problems.map(({ code, message, severity, range }) => ({ code, message, severity, range }));
}

function resourceFindings(resource: ManifestResource, language: Language): Finding[] {
  if (resource.role !== 'resource') return [];
  const kind = resource.gvk === undefined ? undefined : servedKind(language.schemas, resource.gvk);
  return kind === undefined ? checkKind(resource, language) : checkResource(resource, kind, language);
}
