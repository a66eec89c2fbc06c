import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';
import { importDirections } from './tools/importDirections.mjs';

/** Inside engine/src. Components meet in the store and never import each other; the two files of sim are the ports that they are plugged in by. */
const components = ['scheduler', 'controllers', 'kubelet', 'network', 'storage'];
const engineImports = {
  core: [],
  api: ['core'],
  manifest: ['api', 'core'],
  rules: ['manifest', 'api', 'core'],
  store: ['api', 'core'],
  apiserver: ['store', 'api', 'core'],
  component: ['apiserver', 'api', 'core'],
  ...Object.fromEntries(components.map(name => [name, ['apiserver', 'store', 'api', 'core', 'sim/component', 'sim/context']])),
  sim: [...components, 'apiserver', 'store', 'manifest', 'api', 'core'],
  explain: ['sim', ...components, 'apiserver', 'store', 'manifest', 'api', 'core']
};

/** Who may import whom. The engine has one door; the client takes from the others what they say to each other, nothing more. */
const directions = [
  ...Object.entries(engineImports).map(([folder, to]) => ({ from: `engine/src/${folder}`, to: [...to.map(name => `engine/src/${name}`), 'engine/generated'] })),
  { from: 'engine/src', to: ['engine/generated'] },
  { from: 'server/src', to: ['engine/src/index'] },
  { from: 'media/src', to: ['engine/src/index'] },
  { from: 'media/worker', to: ['engine/src/index', 'media/src/protocol', 'media/src/model', 'media/src/amountText', 'media/src/timeText'] },
  { from: 'client/src', to: ['server/src/protocol', 'media/src/protocol'] }
];

const noTime = 'The engine has no clock, no chance and no waiting of its own: use Context (nowMs, random, schedule).';
const banned = names => names.map(name => ({ name, message: noTime }));

/** Four parameters at most; a constructor's are its fields. */
const fewParameters = { selector: ':matches(FunctionDeclaration, ArrowFunctionExpression, MethodDefinition[kind!="constructor"] > FunctionExpression)[params.length>4]', message: 'More than four parameters: make an object of those that belong together.' };

const size = {
  'max-lines': ['error', 400],
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true, IIFEs: true }],
  'max-depth': ['error', 4],
  complexity: ['error', 40]
};

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'engine/generated/', 'tools/schemas/node_modules/', '.vscode-test/', '.cache/', 'test/fixtures/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: { globals: Object.fromEntries(['process', 'console', 'require', 'module', '__dirname', '__filename', 'Buffer', 'URL', 'setTimeout', 'clearTimeout', 'fetch', 'structuredClone'].map(name => [name, 'readonly'])) },
    rules: size
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    plugins: { clusterville: { rules: { 'import-directions': importDirections } } },
    languageOptions: {
      parserOptions: { project: ['engine', 'server', 'media', 'media/worker', 'client', 'test'].map(folder => `${folder}/tsconfig.json`), tsconfigRootDir: import.meta.dirname }
    },
    rules: {
      ...size,
      'no-restricted-syntax': ['error', fewParameters],
      // `!= null` is how one asks for neither null nor undefined.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Text from people may hold control characters; whoever looks for them has to name them.
      'no-control-regex': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-this-alias': 'off',
      // Leaving a field out of a copy names it, as `_` where it is not the rest that counts.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, varsIgnorePattern: '^_+$', argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
      '@typescript-eslint/no-dynamic-delete': 'off',
      'clusterville/import-directions': ['error', directions],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error'
    }
  },
  {
    files: ['engine/src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', ...banned([
        'Date', 'Promise', 'Intl', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'structuredClone', 'performance',
        'crypto', 'process', 'console', 'globalThis', 'fetch', 'require', 'WeakRef', 'FinalizationRegistry', 'eval', 'Function'
      ])],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: noTime }],
      'no-restricted-syntax': ['error', fewParameters,
        { selector: ':function[async=true]', message: noTime },
        { selector: 'AwaitExpression', message: noTime },
        { selector: 'ImportExpression', message: noTime },
        { selector: 'MemberExpression[property.name=/^(localeCompare|toLocale\\w+)$/]', message: 'The locale differs from machine to machine: use compareText.' }]
    }
  },
  {
    // A suite is one function around its tests.
    files: ['test/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off', 'max-lines-per-function': ['error', { max: 300, skipBlankLines: true, skipComments: true }], '@typescript-eslint/no-unused-expressions': 'off' }
  }
);
