/** One setting: its JSON-schema type, what it is when nobody has set it, and the sentence that the settings editor shows. */
interface BooleanSetting { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
interface StringSetting { readonly type: 'string'; readonly default: string; readonly description: string; readonly enum?: readonly string[]; readonly pattern?: string }
interface IntegerSetting { readonly type: 'integer'; readonly default: number; readonly description: string; readonly minimum: number; readonly maximum: number }
export type Setting = BooleanSetting | StringSetting | IntegerSetting;

/** Every setting of the extension, by its key without the `clusterville.` in front. `package.json` repeats this table; a test compares them. */
export const settingsTable = {
  'enable': { type: 'boolean', default: true, description: 'Check, complete and explain Kubernetes manifests.' },
  'kubernetesVersion': { type: 'string', default: '1.36', enum: ['1.36', '1.34', '1.33', '1.32'], description: 'The Kubernetes version that manifests are written for.' },
  'diagnostics.enable': { type: 'boolean', default: true, description: 'Underline what the API server would refuse.' },
  'diagnostics.compareWithGit': { type: 'boolean', default: true, description: 'Warn of changes against the last git commit that a running object cannot take. Runs `git show` in trusted workspaces.' },
  'hover.enable': { type: 'boolean', default: true, description: 'Explain the field under the pointer.' },
  'completion.enable': { type: 'boolean', default: true, description: 'Offer kinds, fields and values while typing.' },
  'codeLens.enable': { type: 'boolean', default: true, description: 'Show above each workload what a dry-run makes of it.' },
  'dryRun.until': { type: 'string', default: '10m', pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$', description: 'How much cluster time a dry-run simulates, for example `10m` or `1h30m`.' },
  'dryRun.seed': { type: 'integer', default: 1, minimum: 0, maximum: 4294967295, description: 'The seed of a dry-run: the same seed gives the same run, another one decides ties and jitter differently.' },
  'dryRun.cluster': { type: 'string', default: '', description: 'The cluster to simulate: `default` (three workers and a control plane in two zones), `single`, `small`, `large`, or a file with Node objects (`kubectl get nodes -o yaml`), its path relative to the workspace folder.' }
} as const satisfies Readonly<Record<string, Setting>>;

type Table = typeof settingsTable;
export type SettingKey = keyof Table;
/** A value for every key, always of the right type. */
export type Settings = { readonly [Key in SettingKey]: { boolean: boolean; string: string; integer: number }[Table[Key]['type']] };

/** The settings when nobody has set anything. */
export const defaultSettings: Settings = readSettings({});

/**
 * Settings from what a client sends: nested (`{dryRun: {until}}`), flat (`{'dryRun.until'}`) or with the prefix
 * (`{'clusterville.dryRun.until'}`). What is missing or of a wrong type becomes the default.
 */
export function readSettings(raw: unknown): Settings {
  const entries = Object.entries(settingsTable).map(([key, setting]) => {
    const value = lookUp(raw, key);
    return [key, accepts(setting, value) ? value : setting.default];
  });
  return Object.fromEntries(entries) as Settings;
}

/** `contributes.configuration` of the extension's package.json. */
export function configurationContribution(): unknown {
  const properties = Object.entries(settingsTable).map(([key, { description, ...setting }]) => [`clusterville.${key}`, { ...setting, markdownDescription: description }]);
  return { title: 'Clusterville', properties: Object.fromEntries(properties) };
}

function accepts(setting: Setting, value: unknown): boolean {
  switch (setting.type) {
    case 'boolean': return typeof value === 'boolean';
    case 'integer': return typeof value === 'number' && Number.isInteger(value) && value >= setting.minimum && value <= setting.maximum;
    case 'string':
      return typeof value === 'string' && (setting.enum?.includes(value) ?? true) && (setting.pattern === undefined || new RegExp(setting.pattern, 'u').test(value));
  }
}

function lookUp(raw: unknown, key: string): unknown {
  const flat = ownValue(raw, `clusterville.${key}`) ?? ownValue(raw, key);
  if (flat !== undefined) return flat;
  return key.split('.').reduce(ownValue, raw);
}

function ownValue(container: unknown, key: string): unknown {
  if (typeof container !== 'object' || container === null) return undefined;
  return Object.getOwnPropertyDescriptor(container, key)?.value;
}
