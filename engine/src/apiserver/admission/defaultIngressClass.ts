import type { Ingress, IngressClass } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { compareText } from '../../core/order';
import type { AdmissionPlugin } from '../admission';

const defaultAnnotation = 'ingressclass.kubernetes.io/is-default-class';

/** An Ingress that names no class gets the default one: the newest, should there be several (plugin/pkg/admission/network/defaultingressclass, v1.36). */
export const defaultIngressClass: AdmissionPlugin = {
  name: 'DefaultIngressClass',
  admit(ctx, { resource, subresource, operation, object }) {
    if (resource !== 'networking.k8s.io/ingresses' || subresource !== '' || operation !== 'CREATE') return undefined;
    const ingress: Mutable<Ingress> = object;
    if (ingress.spec?.ingressClassName !== undefined || ingress.metadata?.annotations?.['kubernetes.io/ingress.class'] !== undefined) return undefined;
    const classes: readonly IngressClass[] = ctx.list('networking.k8s.io/ingressclasses');
    const [found] = classes.filter(({ metadata }) => metadata?.annotations?.[defaultAnnotation] === 'true').sort(byAge);
    if (found?.metadata?.name !== undefined) (ingress.spec ??= {}).ingressClassName = found.metadata.name;
    return undefined;
  }
};

/** The newest first, then by name. */
function byAge(a: IngressClass, b: IngressClass): number {
  const byTime = compareText(b.metadata?.creationTimestamp ?? '', a.metadata?.creationTimestamp ?? '');
  return byTime === 0 ? compareText(a.metadata?.name ?? '', b.metadata?.name ?? '') : byTime;
}
