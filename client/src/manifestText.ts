/**
 * Whether a text looks like Kubernetes manifests: some line starts with `apiVersion:` and some with `kind:`. Cheap on purpose,
 * for it decides only whether the language server is started at all; what a document really is, the server finds out.
 */
export function looksLikeManifest(text: string): boolean {
  return /^(?:- )?["']?apiVersion["']?\s*:/m.test(text) && /^(?:- | {2})?["']?kind["']?\s*:/m.test(text);
}
