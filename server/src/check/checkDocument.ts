import { isScenario, resourcesOf, type DocumentContent, type ManifestDocument, type ManifestResource } from '../../../engine/src/index';
import type { Language } from '../language';
import { servedKind } from '../schemaPlace';
import { checkComponent } from './checkComponent';
import { checkKind } from './checkKind';
import { checkResource } from './checkResource';
import { checkScenario } from './checkScenario';
import { moved, type Finding } from './finding';

interface Known { readonly language: Language; readonly start: number; readonly findings: readonly Finding[] }
const known = new WeakMap<DocumentContent, Known>();

/** Everything wrong with one document, in order of place: its text first, then what the API server makes of it. */
export function checkDocument(document: ManifestDocument, language: Language): readonly Finding[] {
  const ofText = textFindings(document);
  // A document that kubectl cannot read is never sent, whatever else its text says.
  const ofResources = (document.role === 'resource' || document.role === 'component') && document.value !== undefined ? resourcesFindings(document, language) : [];
  return ofText.length === 0 ? ofResources : [...ofText, ...ofResources].sort((a, b) => a.range.start - b.range.start);
}

/** Computed once for a text and a Kubernetes version, wherever the document moves in its file. */
function resourcesFindings(document: ManifestDocument, language: Language): readonly Finding[] {
  const { content, range: { start } } = document;
  const before = known.get(content);
  if (before?.language === language && before.start === start) return before.findings;
  const findings = before?.language === language ? before.findings.map(finding => moved(finding, start - before.start))
    : resourcesOf(document).flatMap(resource => resourceFindings(resource, language)).sort((a, b) => a.range.start - b.range.start);
  known.set(content, { language, start, findings });
  return findings;
}

/** What is wrong with the YAML itself: of no concern in templates, whose text is not YAML yet. */
function textFindings(document: ManifestDocument): Finding[] {
  return document.role === 'helmTemplate' ? [] : document.problems.map(({ code, message, severity, range }) => ({ code, message, severity, range }));
}

function resourceFindings(resource: ManifestResource, language: Language): Finding[] {
  if (resource.role === 'component') return checkComponent(resource);
  if (resource.role !== 'resource') return [];
  if (isScenario(resource.value)) return checkScenario(resource);
  const kind = resource.gvk === undefined ? undefined : servedKind(language.schemas, resource.gvk);
  return kind === undefined ? checkKind(resource, language) : checkResource(resource, kind, language);
}
