import type { HPAScalingRules, HorizontalPodAutoscaler } from '../../../generated/types';
import type { Mutable } from '../../core/json';

/** The defaults of an autoscaler (pkg/apis/autoscaling/v2/defaults.go, v1.36): one replica at least, 80 % of the requested CPU. */
export function setAutoscalerDefaults(object: Mutable<HorizontalPodAutoscaler>): void {
  const spec = object.spec ??= {};
  spec.minReplicas ??= 1;
  if ((spec.metrics ?? []).length === 0) spec.metrics = [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }];
  if (spec.behavior === undefined) return;
  spec.behavior.scaleUp = { ...scaleUpRules(), ...spec.behavior.scaleUp };
  spec.behavior.scaleDown = { ...scaleDownRules(), ...spec.behavior.scaleDown };
}

/** Up: four pods or the double, whichever is more, every 15 seconds. */
function scaleUpRules(): Mutable<HPAScalingRules> {
  return { stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, { type: 'Percent', value: 100, periodSeconds: 15 }] };
}

/** Down: all at once. The stabilization window is the controller's own setting. */
function scaleDownRules(): Mutable<HPAScalingRules> {
  return { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] };
}
