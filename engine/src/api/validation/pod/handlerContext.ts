import type { PodSpec } from '../../../../generated/types';
import type { ValidationContext } from '../../kind';

/** What a probe or a hook is judged against: its pod. */
export interface HandlerContext extends ValidationContext { readonly spec: PodSpec }
