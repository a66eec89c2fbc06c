import type { ObjectMeta, PodSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';

/** A pod or template that the server may warn of, and where it stands. */
export interface WarnedPod { readonly metadata: ObjectMeta; readonly spec: PodSpec; readonly path: FieldPath; readonly subject: 'Pod' | 'PodTemplate' }
