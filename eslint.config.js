import js from '@eslint/js'
import redos from 'eslint-plugin-redos'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import ts from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

const tests = ['**/*.test.ts', '**/test/**', 'shell/journeys/**', '**/*.spec.ts']

/** The mini program's engine has none of these; code that reaches it brings its own or goes without. */
const missingInMiniProgram = [
  ...[
    'URL',
    'URLSearchParams',
    'fetch',
    'Headers',
    'AbortController',
    'FormData',
    'structuredClone',
    'Intl',
    'crypto',
  ],
].map((name) => ({ name, message: 'The mini program does not have it; see uniapp/src/device.' }))

/** Prettier lays out templates; the plugin's own layout rules would quarrel with it. */
const layoutIsPrettiers = Object.fromEntries(
  [
    ...['html-indent', 'html-closing-bracket-newline', 'html-closing-bracket-spacing', 'html-self-closing'],
    ...['max-attributes-per-line', 'singleline-html-element-content-newline', 'first-attribute-linebreak'],
    ...['multiline-html-element-content-newline', 'mustache-interpolation-spacing', 'no-multi-spaces'],
    ...['no-spaces-around-equal-signs-in-attribute', 'html-quotes'],
  ].map((name) => [`vue/${name}`, 'off']),
)

export default ts.config(
  {
    ignores: [
      ...[
        '**/dist/**',
        '**/node_modules/**',
        '.data/**',
        '.tools/**',
        'platform/generated/**',
        'uniapp/src/uni_modules/**',
      ],
      ...['**/test-results/**', '**/playwright-report/**'],
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      // it sees neither decorators' arguments nor the branches of an `#ifdef`
      'no-useless-assignment': 'off',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-param-reassign': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-useless-constructor': 'error',
      '@typescript-eslint/unified-signatures': 'error',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
      ...layoutIsPrettiers,
    },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: ts.parser, sourceType: 'module' } },
  },
  // types are the compiler's business: it knows every global
  { files: ['**/*.ts', '**/*.mts', '**/*.vue'], rules: { 'no-undef': 'off' } },
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: globals.node } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['shell/**/sw.js'], languageOptions: { globals: globals.serviceworker } },
  { files: ['infra/sandbox/assets/**'], languageOptions: { globals: globals.browser } },
  // the harness runs what the mini-program compiler wrote: that is its whole work
  { files: ['infra/harness/src/runtime/**'], rules: { 'no-new-func': 'off' } },
  {
    files: [...tests, '**/testing/**'],
    rules: {
      // answers are read as they come; Playwright's fixtures demand an empty pattern
      '@typescript-eslint/no-explicit-any': 'off',
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    },
  },
  {
    files: [
      'platform/src/**/*.ts',
      'platform/rules/src/**/*.ts',
      'platform/contract/src/**/*.ts',
      'tenants/**/*.ts',
    ],
    ignores: [...tests, 'tenants/tools/**'],
    rules: {
      'no-console': 'error',
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // a pattern that takes the square of a text's length to refuse it stops everybody's requests
    files: ['platform/src/**/*.ts', 'platform/rules/src/**/*.ts', 'platform/contract/src/**/*.ts'],
    ignores: tests,
    plugins: { redos },
    rules: { 'redos/no-vulnerable': ['error', { timeout: 10_000, cache: false }] },
  },
  {
    files: ['platform/src/**/*.ts', 'tenants/**/*.ts'],
    ignores: [...tests, 'platform/src/kernel/config.ts', 'tenants/tools/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Configuration is read and checked once, in kernel/config.ts.',
        },
      ],
    },
  },
  {
    files: [
      'uniapp/src/**/*.{ts,vue}',
      'platform/rules/src/**/*.ts',
      'platform/contract/src/{money,errors,permissions}.ts',
    ],
    ignores: tests,
    rules: { 'no-restricted-globals': ['error', ...missingInMiniProgram] },
  },
  {
    files: ['shell/src/**/*.{ts,vue}', 'mfe/*/src/**/*.{ts,vue}'],
    ignores: tests,
    rules: { 'no-console': ['error', { allow: ['warn', 'error'] }] },
  },
)
