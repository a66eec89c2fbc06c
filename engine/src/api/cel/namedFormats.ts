import { parseGoUrl } from '../../core/goUrl';
import { parseRfc3339 } from '../../core/rfc3339';
import { isLabelValue, isQualifiedName, nameIsDns1035Label, nameIsDnsLabel, nameIsDnsSubdomain } from '../validation/names';

/** The formats of `format.NAME()`: what is wrong with a text (apiserver/pkg/cel/library/format.go, v1.36). */
export const namedFormats: Readonly<Record<string, (text: string) => readonly string[]>> = {
  dns1123Label: text => nameIsDnsLabel(text, 'name'), dns1123Subdomain: text => nameIsDnsSubdomain(text, 'name'), dns1035Label: text => nameIsDns1035Label(text, 'name'),
  qualifiedName: isQualifiedName, dns1123LabelPrefix: text => nameIsDnsLabel(text, 'prefix'), dns1123SubdomainPrefix: text => nameIsDnsSubdomain(text, 'prefix'),
  dns1035LabelPrefix: text => nameIsDns1035Label(text, 'prefix'), labelValue: isLabelValue,
  uri(text) {
    const parsed = parseGoUrl(text, 'request');
    return parsed.ok ? [] : [parsed.error];
  },
  uuid: text => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text) ? [] : ['does not match the UUID format'],
  byte: text => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/.test(text) ? [] : ['invalid base64'],
  date: text => /^\d{4}-\d{2}-\d{2}$/.test(text) && parseRfc3339(`${text}T00:00:00Z`).ok ? [] : ['invalid date'],
  datetime: text => parseRfc3339(text.toUpperCase()).ok ? [] : ['invalid datetime']
};
