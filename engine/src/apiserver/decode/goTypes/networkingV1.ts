/** How the Go structs of `io.k8s.api.networking.v1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const networkingV1: Readonly<Record<string, string>> = {
  HTTPIngressPath: 'pathType!*=PathType backend!&',
  HTTPIngressRuleValue: 'paths!',
  IPAddress: 'metadata& spec&',
  IPBlock: 'cidr!',
  Ingress: 'metadata& spec& status&',
  IngressClass: 'metadata& spec&',
  IngressClassParametersReference: 'apiGroup* kind! name! scope!* namespace*',
  IngressPortStatus: 'port! protocol!=v1.Protocol error*',
  IngressRule: '@IngressRuleValue(http)',
  IngressServiceBackend: 'name! port&',
  IngressSpec: 'rules^ ingressClassName*',
  IngressStatus: 'loadBalancer&',
  NetworkPolicy: 'metadata& spec&',
  NetworkPolicyPort: 'protocol*=v1.Protocol endPort*',
  NetworkPolicySpec: 'podSelector!& policyTypes:PolicyType',
  ServiceCIDR: 'metadata& spec& status&'
};
