/** How the Go structs of `io.k8s.api.storagemigration.v1beta1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const storagemigrationV1beta1: Readonly<Record<string, string>> = {
  StorageVersionMigration: 'metadata& spec& status&',
  StorageVersionMigrationSpec: 'resource!&'
};
