import type { FieldPath } from '../../core/fieldPath';
import { parseGoUrl } from '../../core/goUrl';
import { invalid, required, type FieldError } from '../fieldError';
import { isDns1035Label, isDns1123Subdomain } from '../validation/names';
import { isPortNumber } from '../validation/ports';

/** Where a webhook is reached: admission's and conversion's types are alike. */
export interface WebhookClientLike {
  readonly url?: string;
  readonly service?: { readonly name?: string; readonly namespace?: string; readonly path?: string; readonly port?: number };
}

/** A URL or a service, not both (apiserver/pkg/util/webhook/validation.go, v1.36). */
export function validateWebhookClient(client: WebhookClientLike, path: FieldPath): FieldError[] {
  if ((client.url === undefined) === (client.service === undefined)) return [required(path, 'exactly one of url or service is required')];
  return client.url !== undefined ? validateUrl(client.url, path.child('url')) : validateService(client.service ?? {}, path.child('service'));
}

function validateUrl(text: string, path: FieldPath): FieldError[] {
  const form = '; desired format: https://host[/path]', parsed = parseGoUrl(text);
  if (!parsed.ok) return [required(path, `url must be a valid URL: ${parsed.error}${form}`)];
  const { scheme, host, user, fragment, rawQuery } = parsed.url, errors: FieldError[] = [];
  if (scheme !== 'https') errors.push(invalid(path, scheme, `'https' is the only allowed URL scheme${form}`));
  if (host === '') errors.push(invalid(path, host, `host must be specified${form}`));
  if (user !== undefined) errors.push(invalid(path, user, 'user information is not permitted in the URL'));
  if (fragment !== '') errors.push(invalid(path, fragment, 'fragments are not permitted in the URL'));
  if (rawQuery !== '') errors.push(invalid(path, rawQuery, 'query parameters are not permitted in the URL'));
  return errors;
}

/** Upstream hands the service's name over as its namespace and the other way round: an empty one is reported at the other field. */
function validateService({ name = '', namespace = '', path: urlPath, port = 0 }: NonNullable<WebhookClientLike['service']>, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  if (namespace === '') errors.push(required(path.child('name')));
  if (name === '') errors.push(required(path.child('namespace')));
  const wrongPort = isPortNumber(port);
  if (wrongPort.length > 0) errors.push(invalid(path.child('port'), port, `port is not valid: ${wrongPort.join(', ')}`));
  return [...errors, ...validateUrlPath(urlPath ?? '', path.child('path'))];
}

function validateUrlPath(urlPath: string, path: FieldPath): FieldError[] {
  if (urlPath === '' || urlPath === '/') return [];
  if (urlPath === '//') return [invalid(path, urlPath, 'segment[0] may not be empty')];
  const errors = urlPath.startsWith('/') ? [] : [invalid(path, urlPath, "must start with a '/'")];
  urlPath.slice(1).replace(/\/$/, '').split('/').forEach((segment, i) => {
    if (segment === '') errors.push(invalid(path, urlPath, `segment[${i}] may not be empty`));
    else errors.push(...isDns1123Subdomain(segment).map(detail => invalid(path, urlPath, `segment[${i}]: ${detail}`)));
  });
  return errors;
}

/** The versions of a review that a webhook understands, one of them known to the server. */
export interface ReviewVersions {
  readonly versions: readonly string[];
  readonly path: FieldPath;
  /** Said when there is none. */
  readonly whenMissing: string;
  /** Whether one must be `v1` or `v1beta1`: not where the stored object already has none. */
  readonly recognized: 'required' | 'optional';
}

/** Whether the server itself speaks a version of a review. */
export function isAcceptedReviewVersion(version: string): boolean {
  return version === 'v1' || version === 'v1beta1';
}

export function validateReviewVersions({ versions, path, whenMissing, recognized }: ReviewVersions): FieldError[] {
  if (versions.length === 0) return [required(path, whenMissing)];
  const errors = versions.flatMap((version, i) => {
    if (versions.indexOf(version) < i) return [invalid(path.index(i), version, 'duplicate version')];
    return isDns1035Label(version).map(detail => invalid(path.index(i), version, detail));
  });
  if (recognized === 'required' && !versions.some(isAcceptedReviewVersion)) errors.push(invalid(path, versions, 'must include at least one of v1, v1beta1'));
  return errors;
}
