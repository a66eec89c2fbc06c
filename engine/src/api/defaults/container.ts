import type { Container, EphemeralContainer, HTTPGetAction, LifecycleHandler, Probe } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { imageTag } from '../pod/imageName';

/** `SetDefaults_Container` and what hangs below it (pkg/apis/core/v1/defaults.go, v1.36); ephemeral containers are treated alike. */
export function setContainerDefaults(container: Mutable<Container> | Mutable<EphemeralContainer>): void {
  container.imagePullPolicy ??= pullPolicyOf(container.image);
  container.terminationMessagePath ??= '/dev/termination-log';
  container.terminationMessagePolicy ??= 'File';
  for (const port of container.ports ?? []) port.protocol ??= 'TCP';
  for (const { valueFrom } of container.env ?? []) {
    if (valueFrom?.fieldRef !== undefined) valueFrom.fieldRef.apiVersion ??= 'v1';
    if (valueFrom?.fileKeyRef !== undefined) valueFrom.fileKeyRef.optional ??= false;
  }
  for (const probe of [container.livenessProbe, container.readinessProbe, container.startupProbe]) if (probe !== undefined) setProbeDefaults(probe);
  setHandlerDefaults(container.lifecycle?.postStart);
  setHandlerDefaults(container.lifecycle?.preStop);
}

/** `Always` for the tag latest, said or meant, else `IfNotPresent`. */
export function pullPolicyOf(image: string | undefined): string {
  return imageTag(image ?? '') === 'latest' ? 'Always' : 'IfNotPresent';
}

function setProbeDefaults(probe: Mutable<Probe>): void {
  probe.timeoutSeconds ??= 1;
  probe.periodSeconds ??= 10;
  probe.successThreshold ??= 1;
  probe.failureThreshold ??= 3;
  if (probe.httpGet !== undefined) setHttpGetDefaults(probe.httpGet);
  if (probe.grpc !== undefined) probe.grpc.service ??= '';
}

function setHandlerDefaults(handler: Mutable<LifecycleHandler> | undefined): void {
  if (handler?.httpGet !== undefined) setHttpGetDefaults(handler.httpGet);
}

function setHttpGetDefaults(action: Mutable<HTTPGetAction>): void {
  action.path ??= '/';
  action.scheme ??= 'HTTP';
}
