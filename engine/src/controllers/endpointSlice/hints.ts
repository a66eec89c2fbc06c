import type { Endpoint, EndpointSlice, Service } from '../../../generated/types';
import { equal } from '../../core/json';

const close: ReadonlySet<string> = new Set(['PreferClose', 'PreferSameZone', 'PreferSameNode']);

/** The slice with the hints that the Service's trafficDistribution asks for, on ready endpoints only (endpointslice/trafficdist, v1.36). */
export function withHints(slice: EndpointSlice, service: Service): EndpointSlice {
  const wanted = service.spec?.trafficDistribution ?? '';
  return { ...slice, endpoints: (slice.endpoints ?? []).map(endpoint => hinted(endpoint, wanted)) };
}

/** Whether an unchanged slice lacks hints or has wrong ones. */
export function needsHints(slice: EndpointSlice, service: Service): boolean {
  if (!close.has(service.spec?.trafficDistribution ?? '')) return (slice.endpoints ?? []).some(endpoint => endpoint.hints !== undefined);
  return !equal(withHints(slice, service), slice);
}

function hinted(endpoint: Endpoint, wanted: string): Endpoint {
  if (!close.has(wanted) && endpoint.hints === undefined) return endpoint;
  const { hints: _, ...rest } = endpoint;
  if (!close.has(wanted)) return rest;
  if (endpoint.conditions?.ready !== true) return endpoint;
  const forZones = endpoint.zone === undefined ? {} : { forZones: [{ name: endpoint.zone }] };
  const forNodes = endpoint.nodeName === undefined || wanted !== 'PreferSameNode' ? {} : { forNodes: [{ name: endpoint.nodeName }] };
  const hints = { ...forZones, ...forNodes };
  return Object.keys(hints).length === 0 ? rest : { ...rest, hints };
}
