import { FieldPath } from '../../core/fieldPath';
import { parseRfc3339, formatRfc3339 } from '../../core/rfc3339';
import { isObject, setOwn, type JsonObject } from '../../core/json';
import { parseQuantity, quantityText, roundUpQuantity } from '../../core/quantity';
import { decodeBase64Error } from './base64';
import { durationError } from '../../core/goDuration';
import type { FieldPlan, StructPlan, TypePlan } from './plan';

/** One thing that decoding stumbled over. `message` is a part of the server's answer, `path` the culprit. */
export interface DecodeProblem {
  /** `fatal` stops Go at once; `type` is remembered while it reads on; `unknownField` counts under strict validation. */
  readonly type: 'fatal' | 'type' | 'unknownField';
  readonly path: FieldPath;
  readonly message: string;
}

/** The fields from the root, innermost first. */
interface GoPath { readonly parent: GoPath | undefined; readonly field: FieldPlan }

type Step = string | number | { readonly key: string };

const maxDepth = 1000;
const maxUnknownFields = 100;

/**
 * Reads JSON into the shape of a Go struct as sigs.k8s.io/json does (case-sensitive, first type error wins, reads on after it),
 * and normalizes it as decoding and encoding again would: empty optional values vanish, quantities and times become canonical.
 */
export class Decoder {
  readonly problems: DecodeProblem[] = [];
  /** The JSON path walked so far, and the Go path with the embedded structs in it. */
  private readonly path: Step[] = [];
  private goPath: GoPath | undefined;
  private structName = '';
  private unknownFields = 0;
  private depth = 0;
  /** Set once Go would have stopped: nothing is read any more. */
  stopped = false;
  /** Inside a reader of its own (a CRD's unions), errors still name the struct outside, and unknown fields pass. */
  private within: string | undefined;

  struct(value: JsonObject, plan: StructPlan): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    if (++this.depth > maxDepth) { this.report('fatal', 'exceeded max depth'); return result; }
    const { structName, goPath } = this;
    for (const key of Object.keys(value)) {
      if (this.stopped) break;
      const field = plan.fields.get(key);
      if (field === undefined) { this.unknownField(key); continue; }
      this.path.push(key);
      this.structName = plan.name;
      this.goPath = { parent: goPath, field };
      const decoded = this.value(value[key], field.type);
      if (decoded !== undefined && !isLeftOut(decoded, field)) setOwn(result, key, decoded);
      this.path.pop();
    }
    this.structName = structName;
    this.goPath = goPath;
    this.depth--;
    return result;
  }

  /** The value as the type holds it; undefined when there is none (null, or a wrong type). */
  private value(value: unknown, plan: TypePlan): unknown {
    if (value === null || value === undefined) return undefined;
    switch (plan.kind) {
      case 'string': return typeof value === 'string' ? value : this.mismatch(value, plan.name);
      case 'bool': return typeof value === 'boolean' ? value : this.mismatch(value, plan.name);
      case 'float': return typeof value === 'number' ? value : this.mismatch(value, plan.name);
      case 'int': return this.integer(value, plan.name, plan.bits);
      case 'bytes': return this.bytes(value, plan.name);
      case 'quantity': return this.quantity(value, 'asWritten');
      case 'intOrString': return typeof value === 'string' ? value : this.integer(value, 'int32', 32, 'stop');
      case 'time': return this.time(value, 'seconds');
      case 'microTime': return this.time(value, 'micros');
      case 'duration': return this.duration(value);
      case 'any': return value;
      case 'struct': return isObject(value) ? this.struct(value, plan.plan()) : this.mismatch(value, plan.name);
      case 'array': return this.array(value, plan);
      case 'map': return this.map(value, plan);
      case 'schemaOrBool':
        if (typeof value !== 'boolean' && !isObject(value)) return this.report('fatal', 'boolean or JSON schema expected');
        return isObject(value) ? this.ownReader(() => this.struct(value, plan.plan())) : value;
      case 'schemaOrArray': case 'schemaOrStrings': return this.schemaOrList(value, plan);
    }
  }

  private array(value: unknown, plan: TypePlan & { kind: 'array' }): unknown {
    if (!Array.isArray(value)) return this.mismatch(value, plan.name);
    const result: unknown[] = [];
    for (let i = 0; i < value.length && !this.stopped; i++) {
      this.path.push(i);
      result.push(this.value(value[i], plan.items) ?? zeroOf(plan.items));
      this.path.pop();
    }
    return result;
  }

  private map(value: unknown, plan: TypePlan & { kind: 'map' }): unknown {
    if (!isObject(value)) return this.mismatch(value, plan.name);
    const result: Record<string, unknown> = {};
    const rounds = plan.name === 'v1.ResourceList' && plan.values.kind === 'quantity';
    for (const key of Object.keys(value)) {
      if (this.stopped) break;
      this.path.push({ key });
      const item = value[key];
      const decoded = rounds && item !== null ? this.quantity(item, 'inMillis') : this.value(item, plan.values);
      setOwn(result, key, decoded ?? zeroOf(plan.values));
      this.path.pop();
    }
    return result;
  }

  private schemaOrList(value: unknown, plan: { readonly kind: 'schemaOrArray' | 'schemaOrStrings'; readonly plan: () => StructPlan }): unknown {
    if (isObject(value)) return this.ownReader(() => this.struct(value, plan.plan()));
    if (!Array.isArray(value)) return undefined;
    const items: TypePlan = plan.kind === 'schemaOrStrings' ? { kind: 'string', name: 'string' } : { kind: 'struct', name: 'v1.JSONSchemaProps', plan: plan.plan };
    return this.ownReader(() => this.array(value, { kind: 'array', name: `[]${items.name}`, items }));
  }

  /** Reads with another decoder's rules: the first error inside is the end of it all. */
  private ownReader<T>(read: () => T): T {
    const outer = this.within, before = this.problems.length;
    this.within ??= this.structName;
    const result = read();
    this.within = outer;
    const first = this.problems[before];
    if (outer === undefined && first !== undefined) {
      this.problems.splice(before, this.problems.length, { ...first, type: 'fatal' });
      this.stopped = true;
    }
    return result;
  }

  private integer(value: unknown, name: string, bits: 32 | 64, onError: 'readOn' | 'stop' = 'readOn'): unknown {
    if (typeof value !== 'number') return this.mismatch(value, name, onError);
    const fits = Number.isInteger(value) && (bits === 32 ? value >= -2147483648 && value <= 2147483647 : Math.abs(value) < 2 ** 63);
    return fits ? value : this.report(onError === 'stop' ? 'fatal' : 'type', this.typeMessage(`number ${goNumber(value)}`, name));
  }

  private bytes(value: unknown, name: string): unknown {
    if (typeof value !== 'string') return this.mismatch(value, name);
    const text = value.replace(/[\r\n]/g, '');
    const error = decodeBase64Error(value);
    return error === undefined ? text : this.report('type', error);
  }

  /** Go hands the raw text to the quantity, whatever its JSON type. Resource lists are rounded up to thousandths by defaulting. */
  private quantity(value: unknown, rounding: 'asWritten' | 'inMillis'): unknown {
    const text = typeof value === 'string' ? value : typeof value === 'number' ? goNumber(value) : '!';
    const parsed = parseQuantity(text.trim());
    if (!parsed.ok) return this.report('fatal', parsed.error);
    return quantityText(rounding === 'asWritten' ? parsed.quantity : roundUpQuantity(parsed.quantity, -3));
  }

  private time(value: unknown, precision: 'seconds' | 'micros'): unknown {
    if (typeof value !== 'string') return this.mismatch(value, 'string', 'stop');
    const parsed = parseRfc3339(value, precision);
    return parsed.ok ? formatRfc3339(parsed.moment, precision) : this.report('fatal', parsed.error);
  }

  private duration(value: unknown): unknown {
    if (typeof value !== 'string') return this.mismatch(value, 'string', 'stop');
    const error = durationError(value);
    return error === undefined ? value : this.report('fatal', error);
  }

  private mismatch(value: unknown, name: string, onError: 'readOn' | 'stop' = 'readOn'): undefined {
    return this.report(onError === 'stop' ? 'fatal' : 'type', this.typeMessage(jsonType(value), name));
  }

  private typeMessage(found: string, name: string): string {
    return `json: cannot unmarshal ${found} into Go struct field ${this.within ?? this.structName}.${goPathText(this.goPath)} of type ${name}`;
  }

  private report(type: 'fatal' | 'type', message: string): undefined {
    this.problems.push({ type, path: fieldPathOf(this.path), message });
    if (type === 'fatal') this.stopped = true;
    return undefined;
  }

  private unknownField(key: string): void {
    if (this.within !== undefined || ++this.unknownFields > maxUnknownFields) return;
    const path = [...this.path, key];
    this.problems.push({ type: 'unknownField', path: fieldPathOf(path), message: `unknown field "${strictPath(path)}"` });
  }
}

/** `spec.volumes.VolumeSource.emptyDir`: fields and the embedded structs they stand in, without list positions and map keys. */
function goPathText(path: GoPath | undefined): string {
  const names: string[] = [];
  for (let at = path; at !== undefined; at = at.parent) names.unshift(...at.field.go.embedded, at.field.name);
  return names.join('.');
}

/** Go leaves an empty value out of JSON under `omitempty`, except a struct, and what a pointer holds. */
function isLeftOut(value: unknown, { type, go }: FieldPlan): boolean {
  if (go.always || go.pointer || go.keepsEmpty) return false;
  switch (type.kind) {
    case 'string': case 'bytes': return value === '';
    case 'bool': return value === false;
    case 'int': case 'float': return value === 0;
    case 'array': return Array.isArray(value) && value.length === 0;
    case 'map': return isObject(value) && Object.keys(value).length === 0;
    default: return false;
  }
}

/** What Go's zero value prints as, for elements that were null. */
export function zeroOf(plan: TypePlan): unknown {
  switch (plan.kind) {
    case 'string': return '';
    case 'bool': return false;
    case 'int': case 'float': case 'intOrString': return 0;
    case 'quantity': return '0';
    case 'duration': return '0s';
    case 'struct': return {};
    default: return null;
  }
}

function jsonType(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
}

/** A number as it stands in JSON written by Go: no exponent below 1e21. */
function goNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Paths in strict errors know no map keys: all are fields (`spec.template.metadata.labels.app`). */
function strictPath(path: readonly Step[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += `${text === '' ? '' : '.'}${typeof step === 'string' ? step : step.key}`;
  }
  return text;
}

function fieldPathOf(path: readonly Step[]): FieldPath {
  let result = FieldPath.root;
  for (const step of path) result = typeof step === 'number' ? result.index(step) : typeof step === 'string' ? result.child(step) : result.key(step.key);
  return result;
}
