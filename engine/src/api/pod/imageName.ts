/**
 * The parts of an image's name that decide its pull policy, as Docker's reference grammar reads it
 * (github.com/distribution/reference, pkg/util/parsers/parsers.go, v1.36).
 */
const domainComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const host = `(?:${domainComponent}(?:\\.${domainComponent})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const pathComponent = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const namePattern = new RegExp(`^${host}(?:/${pathComponent})+$`);
const tagPattern = /^\w[\w.-]{0,127}$/;
const digestLengths: ReadonlyMap<string, number> = new Map([['sha256', 64], ['sha384', 96], ['sha512', 128]]);

const maxNameLength = 255;

/** The tag of an image, `latest` where it has neither tag nor digest; undefined where it has none or is no image's name at all. */
export function imageTag(image: string): string | undefined {
  if (/^[a-f0-9]{64}$/.test(image)) return undefined;
  const { domain, remainder } = splitDomain(image);
  const colon = remainder.indexOf(':');
  const remote = colon < 0 ? remainder : remainder.slice(0, colon);
  if (remote.toLowerCase() !== remote) return undefined;
  const at = remainder.indexOf('@');
  const digest = at < 0 ? undefined : remainder.slice(at + 1);
  const named = at < 0 ? remainder : remainder.slice(0, at);
  const tagAt = named.indexOf(':');
  const tag = tagAt < 0 ? undefined : named.slice(tagAt + 1);
  const name = `${domain}/${tagAt < 0 ? named : named.slice(0, tagAt)}`;
  if (name.length > maxNameLength + 1 || !namePattern.test(name)) return undefined;
  if (tag !== undefined && !tagPattern.test(tag)) return undefined;
  if (digest !== undefined && !isDigest(digest)) return undefined;
  return tag ?? (digest === undefined ? 'latest' : undefined);
}

function splitDomain(image: string): { domain: string; remainder: string } {
  const slash = image.indexOf('/');
  const first = image.slice(0, Math.max(slash, 0));
  const isDomain = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
  const domain = !isDomain || first === 'index.docker.io' ? 'docker.io' : first;
  const remainder = isDomain ? image.slice(slash + 1) : image;
  return { domain, remainder: domain === 'docker.io' && !remainder.includes('/') ? `library/${remainder}` : remainder };
}

function isDigest(digest: string): boolean {
  const [algorithm = '', hex = ''] = digest.split(':', 2);
  return digestLengths.get(algorithm) === hex.length && /^[a-f0-9]+$/.test(hex) && digest === `${algorithm}:${hex}`;
}
