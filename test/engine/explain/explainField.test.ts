import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { docsFrom } from '../../../engine/src/api/schema/schemaDocs';
import { schemasFor } from '../../../engine/src/api/schema/schemaStore';
import { explainField, type ExplainQuestion, type ExplainSources, type FieldExplanation } from '../../../engine/src/explain/explainField';
import { explainText } from '../../../engine/src/explain/explainText';
import { projectRoot } from '../../projectRoot';

const store = schemasFor('1.36');
assert.ok(store);
const sources: ExplainSources = { store, docs: docsFrom(JSON.parse(readFileSync(path.join(projectRoot, 'engine/generated/docs.json'), 'utf8'))) };
const explain = (question: string | ExplainQuestion): FieldExplanation => explainField(sources, typeof question === 'string' ? { path: question } : question);

/** What was explained, in short: `apps/v1 Deployment strategy <DeploymentStrategy>`. */
function short(explanation: FieldExplanation): string {
  if (explanation.type === 'unknown') return explainText(explanation).trimEnd();
  const { kind, field } = explanation;
  return `${kind.group}/${kind.version} ${kind.kind}${field === undefined ? '' : ` ${field.name} <${field.typeName}>`}`;
}

suite('explain a field', () => {
  const rows: [question: string, answer: string][] = [
    ['deployment', 'apps/v1 Deployment'],
    ['deploy.spec.strategy', 'apps/v1 Deployment strategy <DeploymentStrategy>'],
    ['pods.v1.spec.containers[0].ports', '/v1 Pod ports <[]ContainerPort>'],
    ['po.spec.containers.resources.limits', '/v1 Pod limits <map[string]Quantity>'],
    ['hpa.spec.metrics', 'autoscaling/v2 HorizontalPodAutoscaler metrics <[]MetricSpec>'],
    ['hpa.autoscaling/v1.spec', 'autoscaling/v1 HorizontalPodAutoscaler spec <HorizontalPodAutoscalerSpec>'],
    ['hpa.v1.autoscaling.spec', 'autoscaling/v1 HorizontalPodAutoscaler spec <HorizontalPodAutoscalerSpec>'],
    ['events.events.k8s.io.note', 'events.k8s.io/v1 Event note <string>'],
    ['ing.networking.k8s.io.spec.rules', 'networking.k8s.io/v1 Ingress rules <[]IngressRule>'],
    ['svc.spec.ports.targetPort', '/v1 Service targetPort <IntOrString>'],
    ['crd.spec.versions.schema.openAPIV3Schema.properties', 'apiextensions.k8s.io/v1 CustomResourceDefinition properties <map[string]JSONSchemaProps>'],
    ['deploy.spec.stratgy', 'error: field "stratgy" does not exist (did you mean "strategy"?)'],
    ['deploy.spec.replicas.x', 'error: field "x" does not exist'],
    ['deplyment.spec', 'error: the server doesn\'t have a resource type "deplyment" (did you mean "deployment"?)'],
    ['', 'error: You must specify the type of resource to explain.'],
    ['pod.__proto__', 'error: field "__proto__" does not exist']
  ];
  for (const [question, answer] of rows) test(`${question} → ${answer}`, () => assert.equal(short(explain(question)), answer));

  test('an API version narrows the choice', () => {
    assert.equal(short(explain({ path: 'hpa.spec', apiVersion: 'autoscaling/v1' })), 'autoscaling/v1 HorizontalPodAutoscaler spec <HorizontalPodAutoscalerSpec>');
    assert.match(short(explain({ path: 'hpa.spec', apiVersion: 'apps/v1' })), /^error/);
  });

  test('the layout of kubectl explain', () => {
    assert.equal(explainText(explain('deployment.spec.strategy')), `GROUP:      apps
KIND:       Deployment
VERSION:    v1

FIELD: strategy <DeploymentStrategy>


DESCRIPTION:
    The deployment strategy to use to replace existing pods with new ones.
    DeploymentStrategy describes how to replace existing pods with new ones.
${'    '}
FIELDS:
  rollingUpdate\t<RollingUpdateDeployment>
    Rolling update config params. Present only if DeploymentStrategyType =
    RollingUpdate.

  type\t<string>
  enum: Recreate, RollingUpdate
    Type of deployment. Can be "Recreate" or "RollingUpdate". Default is
    RollingUpdate.
${'    '}
    Possible enum values:
     - \`"Recreate"\` Kill all existing pods before creating new ones.
     - \`"RollingUpdate"\` Replace the old ReplicaSets by new one using rolling
    update i.e gradually scale down the old ReplicaSets and scale up the new
    one.


`);
  });

  test('all depths end where a type contains itself', () => {
    const text = explainText(explain({ path: 'crd.spec.versions', depth: 'all' }));
    assert.match(text, /^ {2}schema\t<CustomResourceValidation>\n {4}openAPIV3Schema\t<JSONSchemaProps>\n/m);
    assert.match(explainText(explain({ path: 'deploy.spec.strategy', depth: 'all' })), /FIELDS:\n {2}rollingUpdate\t<RollingUpdateDeployment>\n {4}maxSurge\t<IntOrString>\n/);
  });

  test('more than four values are cut in a list and all there alone', () => {
    assert.match(explainText(explain('pod.spec.volumes.hostPath')), /enum: "", BlockDevice, CharDevice, Directory, \.\.\.\.\n/);
    assert.match(explainText(explain('pod.spec.volumes.hostPath.type')), /ENUM:\n {4}""\n {4}BlockDevice\n/);
  });

  test('no question breaks it', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(fc.constantFrom('pod', 'spec', 'v1', 'containers[', '[0]', '', '/', 'constructor')).map(parts => parts.join('.'))), question => {
      assert.ok(explainText(explain(question)).endsWith('\n'));
    }));
  });
});
