import assert from 'node:assert/strict';
import { parseManifests } from '../../../engine/src/index';
import { checkDocument } from '../../../server/src/check/checkDocument';
import type { Finding } from '../../../server/src/check/finding';
import { languageOf } from '../language';

function findings(text: string, version?: string): readonly Finding[] {
  return parseManifests(text).documents.flatMap(document => checkDocument(document, languageOf(version)));
}

/** The text after the fix of the first finding about its API version. */
function upgraded(text: string, version?: string): string {
  const finding = findings(text, version).find(({ code }) => code === 'removed-api' || code === 'deprecated-api') ?? assert.fail('no finding about the API version');
  const edits = finding.fixes?.[0]?.edits ?? assert.fail('no fix');
  return edits.reduceRight((result, { range, text: newText }) => result.slice(0, range.start) + newText + result.slice(range.end), text);
}

const pod = '    metadata:\n      labels: {app: web}\n    spec:\n      containers:\n      - {name: web, image: nginx}\n';

suite('upgrading an API version', () => {
  const rows: readonly (readonly [name: string, before: string, after: string])[] = [
    ['the backends of an Ingress, with their comments',
      `apiVersion: networking.k8s.io/v1beta1 # old
kind: Ingress
metadata:
  name: web
spec:
  backend:
    serviceName: other
    servicePort: http
  rules:
  - host: a.example
    http:
      paths:
      # the shop
      - path: /shop
        backend:
          serviceName: shop # the front
          servicePort: 80 # plain
      - path: /cart
        pathType: Prefix
        backend: {serviceName: cart, servicePort: 8080}
`, `apiVersion: networking.k8s.io/v1 # old
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: other
      port:
        name: http
  rules:
  - host: a.example
    http:
      paths:
      # the shop
      - path: /shop
        backend:
          service:
            name: shop # the front
            port:
              number: 80 # plain
        pathType: ImplementationSpecific
      - path: /cart
        pathType: Prefix
        backend: {service: {name: cart, port: {number: 8080}}}
`],
    ['a CronJob, which has the same fields',
      'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\nspec:\n  schedule: "@daily"\n  jobTemplate:\n    spec:\n      template:\n        spec: {restartPolicy: Never, containers: [{name: a, image: b}]}\n',
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec:\n  schedule: "@daily"\n  jobTemplate:\n    spec:\n      template:\n        spec: {restartPolicy: Never, containers: [{name: a, image: b}]}\n'],
    ['a PodDisruptionBudget', 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {minAvailable: 1, selector: {matchLabels: {a: b}}}\n',
      'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {minAvailable: 1, selector: {matchLabels: {a: b}}}\n'],
    ['the metrics of an autoscaler',
      `apiVersion: autoscaling/v2beta1
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  maxReplicas: 5
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  metrics:
  - type: Resource
    resource:
      name: cpu
      targetAverageUtilization: 60 # percent
  - type: Pods
    pods:
      metricName: packets
      targetAverageValue: 1k
  - type: Object
    object:
      target: {kind: Service, name: web, apiVersion: v1}
      metricName: hits
      targetValue: 2k
`, `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  maxReplicas: 5
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  metrics:
  - type: Resource
    resource:
      name: cpu
      target:
        type: Utilization
        averageUtilization: 60 # percent
  - type: Pods
    pods:
      metric:
        name: packets
      target:
        type: AverageValue
        averageValue: 1k
  - type: Object
    object:
      describedObject: {kind: Service, name: web, apiVersion: v1}
      metric:
        name: hits
      target:
        type: Value
        value: 2k
`],
    ['a Deployment without a selector', `apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 2 # two\n  template:\n${pod}`,
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 2 # two\n  template:\n${pod}  selector:\n    matchLabels:\n      app: web\n`],
    ['an item of a List', 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1beta2\n  kind: ReplicaSet\n  metadata: {name: a}\n  spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}\n',
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: ReplicaSet\n  metadata: {name: a}\n  spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}, selector: {matchLabels: {a: b}}}\n'],
    ['a definition of custom resources',
      `apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
metadata: {name: crontabs.example.com}
spec:
  group: example.com
  version: v1 # first
  scope: Namespaced
  names: {plural: crontabs, singular: crontab, kind: CronTab, listKind: CronTabList}
  preserveUnknownFields: false
  validation:
    openAPIV3Schema:
      type: object
  subresources: {status: {}}
`, `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: crontabs.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: crontabs, singular: crontab, kind: CronTab, listKind: CronTabList}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
    subresources:
      status: {}
`],
    ['the priority level', 'apiVersion: flowcontrol.apiserver.k8s.io/v1beta2\nkind: PriorityLevelConfiguration\nmetadata: {name: a}\nspec:\n  type: Limited\n  limited:\n    assuredConcurrencyShares: 5 # few\n    limitResponse: {type: Reject}\n',
      'apiVersion: flowcontrol.apiserver.k8s.io/v1\nkind: PriorityLevelConfiguration\nmetadata: {name: a}\nspec:\n  type: Limited\n  limited:\n    nominalConcurrencyShares: 5 # few\n    limitResponse: {type: Reject}\n'],
    ['the topology of endpoints', 'apiVersion: discovery.k8s.io/v1beta1\nkind: EndpointSlice\nmetadata: {name: a}\naddressType: IPv4\nendpoints:\n- addresses: [10.0.0.1]\n  topology:\n    kubernetes.io/hostname: n1\n    topology.kubernetes.io/zone: a\n',
      'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: a}\naddressType: IPv4\nendpoints:\n- addresses: [10.0.0.1]\n  nodeName: n1\n  zone: a\n'],
    ['a RuntimeClass', 'kind: RuntimeClass\nmetadata: {name: a}\nhandler: b\napiVersion: node.k8s.io/v1beta1\n', 'kind: RuntimeClass\nmetadata: {name: a}\nhandler: b\napiVersion: node.k8s.io/v1\n']
  ];
  for (const [name, before, after] of rows) {
    test(name, () => { assert.equal(upgraded(before), after); });
    test(`${name}: today's server has nothing against it`, () => {
      assert.deepEqual(findings(upgraded(before)).filter(({ severity }) => severity === 'error').map(({ message }) => message), []);
    });
  }

  test('a signing request gets the signer that its usages ask for', () => {
    const text = 'apiVersion: certificates.k8s.io/v1beta1\nkind: CertificateSigningRequest\nmetadata: {name: jane}\nspec:\n  usages:\n  - digital signature\n  - client auth\n  request: Zm9v\n';
    assert.equal(upgraded(text), `${text.replace('v1beta1', 'v1')}  signerName: kubernetes.io/kube-apiserver-client\n`);
  });

  test('webhooks keep what was taken for granted', () => {
    const text = 'apiVersion: admissionregistration.k8s.io/v1beta1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: a}\nwebhooks:\n- name: a.b.c\n  clientConfig: {url: "https://a.b"}\n  failurePolicy: Fail\n  timeoutSeconds: 5\n';
    assert.equal(upgraded(text), `${text.replace('v1beta1', 'v1')}  sideEffects: None\n  admissionReviewVersions:\n  - v1beta1\n  matchPolicy: Exact\n`);
  });

  test('what nothing replaces has no fix', () => {
    const [finding] = findings('apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: a}\nspec: {privileged: false}\n');
    assert.deepEqual([finding?.code, finding?.fixes], ['removed-api', undefined]);
  });

  test('a version that is still served gets the warning of the server', () => {
    const [finding] = findings('apiVersion: v1\nkind: Endpoints\nmetadata: {name: a}\n');
    assert.deepEqual([finding?.code, finding?.severity, finding?.message], ['deprecated-api', 'warning', 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice']);
  });

  test('fields of wrong types are left to a person', () => {
    for (const spec of ['7', '[a]', '{rules: {a: 1}}', '{rules: [{http: {paths: [7, {backend: []}]}}]}', '{backend: null}']) {
      assert.match(upgraded(`apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\nspec: ${spec}\n`), /^apiVersion: networking\.k8s\.io\/v1\n/u);
    }
  });
});
