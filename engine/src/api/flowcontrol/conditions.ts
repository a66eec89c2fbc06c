import { FieldPath } from '../../core/fieldPath';
import { duplicate, NamedText, required, type FieldError } from '../fieldError';

/** One condition a type, each with one (pkg/apis/flowcontrol/validation/validation.go, v1.36). */
export function validateConditions(status: { readonly conditions?: readonly { readonly type?: string }[] } | undefined): FieldError[] {
  const path = FieldPath.of('status', 'conditions'), seen = new Set<string>();
  return (status?.conditions ?? []).flatMap(({ type = '' }, i) => {
    const at = path.index(i).child('type'), repeated = seen.has(type);
    seen.add(type);
    return [...(repeated ? [duplicate(at, new NamedText(type))] : []), ...(type === '' ? [required(at)] : [])];
  });
}
