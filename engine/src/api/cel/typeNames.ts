import { bool, bytes, double, duration, dyn, int, listOf, mapOf, nullType, string, timestamp, uint, type CelType } from './celType';

const types: Readonly<Record<string, CelType>> = {
  bool, bytes, double, int, string, uint, null_type: nullType, list: listOf(dyn), map: mapOf(dyn, dyn), type: { kind: 'type', of: dyn },
  'google.protobuf.Timestamp': timestamp, 'google.protobuf.Duration': duration
};

/** The type that an identifier names, as `type(x) == string` has it. */
export function typeNamed(name: string): CelType | undefined {
  return Object.prototype.hasOwnProperty.call(types, name) ? types[name] : undefined;
}
