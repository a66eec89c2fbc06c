/** One line of controllers/*.jsonl, as its README describes it. */
export interface Recording {
  readonly name: string;
  readonly family: string;
  /** The second of a minute at which the scenario began. */
  readonly alignSecond?: number;
  readonly namespace: string;
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  readonly nodes?: readonly NodeRow[];
  readonly objects: readonly Manifest[];
  readonly recorded: readonly RecordedEntry[];
  readonly events: Readonly<Record<string, readonly RecordedEvent[]>>;
  readonly check: { readonly equal: string };
}

export interface NodeRow {
  readonly name: string; readonly zone?: string; readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly object[]; readonly unschedulable?: boolean; readonly cpu?: string; readonly memory?: string; readonly pods?: string;
}

export interface Manifest {
  readonly apiVersion: string; readonly kind: string;
  readonly metadata: { readonly name?: string; readonly namespace?: string; readonly ownerReferences?: readonly { readonly uid: string }[]; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

export interface RecordedEvent { readonly type: string; readonly reason: string; readonly message: string; readonly source: string }

export interface RecordedEntry {
  readonly t: number;
  readonly tick: number;
  readonly input: Input;
  readonly response?: unknown;
  readonly effects?: Effects;
  readonly state?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Input {
  readonly type: string;
  readonly action?: string; readonly kind?: string; readonly name?: string; readonly pod?: string; readonly event?: string; readonly exitCode?: number;
  readonly node?: unknown; readonly reason?: string; readonly object?: Manifest; readonly patch?: unknown; readonly replicas?: number; readonly path?: string; readonly query?: string;
  readonly select?: readonly string[]; readonly ready?: boolean; readonly status?: unknown; readonly taint?: object; readonly key?: string;
  readonly labels?: Readonly<Record<string, string | null>>; readonly condition?: Readonly<Record<string, unknown>>; readonly finalizers?: readonly string[];
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'; readonly toRevision?: number; readonly as?: { readonly user: string; readonly groups?: readonly string[] };
  readonly questions?: readonly Question[]; readonly gracePeriodSeconds?: number;
}

/** One SubjectAccessReview of a `sar` step. */
export interface Question {
  readonly user: string; readonly groups?: readonly string[];
  readonly resourceAttributes?: { readonly verb?: string; readonly group?: string; readonly resource?: string; readonly subresource?: string; readonly namespace?: string; readonly name?: string };
  readonly nonResourceAttributes?: { readonly verb?: string; readonly path?: string };
}

export interface ScaleEffect { readonly rs: string; readonly created?: boolean; readonly deleted?: boolean; readonly from?: number; readonly replicas?: number; readonly revision?: string }
export interface ObjectEffect { readonly kind: string; readonly id: string; readonly op?: string; readonly [field: string]: unknown }

export interface Effects {
  readonly scale?: readonly ScaleEffect[];
  readonly objects?: readonly ObjectEffect[];
  readonly podsCreated?: readonly string[];
  readonly podsBound?: readonly string[];
  readonly podsTerminating?: readonly string[];
  readonly podsGone?: readonly string[];
}
