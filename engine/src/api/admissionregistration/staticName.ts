/** Names that manifests on the server's own disk may have (pkg/apis/admissionregistration/validation/static_suffix.go, v1.36). */
export function staticNameWarnings(name: string): string[] {
  if (!name.endsWith('.static.k8s.io')) return [];
  return ['metadata.name: names ending with ".static.k8s.io" are reserved for static manifest-based configurations and cannot be managed via the API'];
}
