/** How the Go structs of `io.k8s.api.networking.v1beta1` differ from the plain reading of their schema; see goTypes.ts for the notation. Facts of Kubernetes v1.36. */
export const networkingV1beta1: Readonly<Record<string, string>> = {
  HTTPIngressPath: 'pathType*=PathType backend!&',
  HTTPIngressRuleValue: 'paths!',
  IPAddress: 'metadata& spec&',
  Ingress: 'metadata& spec& status&',
  IngressBackend: 'servicePort&',
  IngressClass: 'metadata& spec&',
  IngressClassParametersReference: 'apiGroup* kind! name! scope!* namespace*',
  IngressPortStatus: 'port! protocol!=v1.Protocol error*',
  IngressRule: '@IngressRuleValue(http)',
  IngressSpec: 'ingressClassName*',
  IngressStatus: 'loadBalancer&',
  ServiceCIDR: 'metadata& spec& status&'
};
