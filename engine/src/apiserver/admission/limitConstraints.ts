import type { LimitRangeItem } from '../../../generated/types';
import { compareText } from '../../core/order';
import { compareQuantity, quantityOf, quantityText, roundUpQuantity, scaledValue, signOfQuantity, type Quantity } from '../../core/quantity';
import type { Amounts } from '../../api/quota/amounts';

/** What is held against a limit. Claims know no limits of their own. */
export interface Asked { readonly requests: Amounts; readonly limits: Amounts | undefined }

/** The largest whole amount whose thousandths a number holds exactly. */
const maxForThousandths = 9_007_199_254_740;

/** In the words of plugin/pkg/admission/limitranger/admission.go, v1.36; resources of one kind in order of their names. */
export function limitProblems(item: LimitRangeItem, asked: Asked): string[] {
  const type = item.type ?? '';
  const each = (list: Readonly<Record<string, string | number>> | undefined, check: (name: string, bound: Quantity) => string | undefined): string[] =>
    Object.entries(list ?? {}).sort(([a], [b]) => compareText(a, b)).flatMap(([name, text]) => check(name, quantityOf(text)) ?? []);
  return [
    ...each(item.min, (name, bound) => belowMinimum(`minimum ${name} usage per ${type} is ${quantityText(bound)}`, bound, { request: asked.requests.get(name), limit: asked.limits?.get(name) })),
    ...each(item.max, (name, bound) => aboveMaximum(`maximum ${name} usage per ${type} is ${quantityText(bound)}`, bound, { name, asked })),
    ...(asked.limits === undefined ? [] : each(item.maxLimitRequestRatio, (name, bound) => aboveRatio(`${name} max limit to request ratio per ${type} is ${quantityText(bound)}`, bound, { name, asked })))
  ];
}

function belowMinimum(text: string, bound: Quantity, { request, limit }: { readonly request: Quantity | undefined; readonly limit: Quantity | undefined }): string | undefined {
  if (request === undefined) return `${text}.  No request is specified`;
  if (compare(request, bound) < 0) return `${text}, but request is ${quantityText(request)}`;
  return limit !== undefined && compare(limit, bound) < 0 ? `${text}, but limit is ${quantityText(limit)}` : undefined;
}

function aboveMaximum(text: string, bound: Quantity, { name, asked }: { readonly name: string; readonly asked: Asked }): string | undefined {
  const request = asked.requests.get(name), limit = asked.limits?.get(name);
  if (asked.limits === undefined && request === undefined) return `${text}.  No request is specified`;
  if (asked.limits !== undefined && limit === undefined) return `${text}.  No limit is specified`;
  if (limit !== undefined && compare(limit, bound) > 0) return `${text}, but limit is ${quantityText(limit)}`;
  return request !== undefined && compare(request, bound) > 0 ? `${text}, but request is ${quantityText(request)}` : undefined;
}

function aboveRatio(text: string, bound: Quantity, { name, asked }: { readonly name: string; readonly asked: Asked }): string | undefined {
  const request = asked.requests.get(name), limit = asked.limits?.get(name);
  if (request === undefined || signOfQuantity(request) === 0) return `${text}, but no request is specified or request is 0`;
  if (limit === undefined || signOfQuantity(limit) === 0) return `${text}, but no limit is specified or limit is 0`;
  const exponent = [request, limit].every(amount => scaledValue(amount, 0) <= maxForThousandths) ? -3 : 0;
  const ratio = scaledValue(limit, exponent) / scaledValue(request, exponent);
  return ratio * 1000 > scaledValue(bound, -3) ? `${text}, but provided ratio is ${ratio.toFixed(6)}` : undefined;
}

/** In thousandths, rounded up. */
function compare(a: Quantity, b: Quantity): number {
  return compareQuantity(roundUpQuantity(a, -3), roundUpQuantity(b, -3));
}
