/** How the Go structs of `io.k8s.api.node.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const nodeV1: Readonly<Record<string, string>> = {
  Overhead: 'podFixed=v1.ResourceList',
  RuntimeClass: 'metadata& handler!'
};
