// The one build recipe of the shell and of every remote: same shares, same output rules, no surprises.
import { pluginModuleFederation } from '@module-federation/rsbuild-plugin'
import { defineConfig } from '@rsbuild/core'
import { pluginVue } from '@rsbuild/plugin-vue'

const SHARED = {
  vue: '^3.5.0',
  'vue-router': '^5.0.0',
  pinia: '^4.0.0',
  'vue-i18n': '^11.0.0',
  '@storeweave/kit': '^0.1.0',
}
const PORTS = { shell: 4000, admin: 4001, store: 4002, supplier: 4003, pos: 4004 }
const API = 'http://localhost:5800'

/** A remote never carries its own copy of a share; a remote built on a newer kit must fail loudly. */
const shares = (host) =>
  Object.fromEntries(
    Object.entries(SHARED).map(([name, requiredVersion]) => [
      name,
      host
        ? { singleton: true, requiredVersion, strictVersion: true }
        : { singleton: true, requiredVersion, strictVersion: true, import: false },
    ]),
  )

const vue = () => pluginVue({ splitChunks: { vue: false, router: false } })
const define = {
  __VUE_OPTIONS_API__: 'true', // Element Plus still has components written with options
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  __VUE_I18N_FULL_INSTALL__: 'false',
  __VUE_I18N_LEGACY_API__: 'false',
  __INTLIFY_PROD_DEVTOOLS__: 'false',
  __INTLIFY_JIT_COMPILATION__: 'true', // messages are interpreted: compiling them needs eval, which the CSP forbids
  __INTLIFY_DROP_MESSAGE_COMPILER__: 'false',
}
const output = {
  distPath: { root: 'dist' },
  legalComments: 'none',
  sourceMap: { js: false, css: false },
  polyfill: 'off',
  // Data URLs in CSS would need looser rules than 'self'.
  dataUriLimit: 0,
}

/** Lists every file of a remote in `offline.json`, since the federation manifest knows neither wasm nor fonts. */
const offlineList = () => ({
  name: 'storeweave:offline-list',
  setup(api) {
    api.processAssets({ stage: 'report' }, ({ assets, compilation, sources }) => {
      const files = Object.keys(assets).filter((name) => !/\.(map|html|txt)$|^mf-|^offline\.json$/.test(name))
      compilation.emitAsset('offline.json', new sources.RawSource(JSON.stringify(files.sort())))
    })
  },
})

/**
 * Build of a remote that exposes `./app` from `src/expose.ts`, served under `/mfe/<name>/`.
 * `extra` is merged in by the caller with `mergeRsbuildConfig` where a remote needs more (wasm, own chunks).
 */
export const remote = (name) =>
  defineConfig({
    plugins: [
      vue(),
      offlineList(),
      pluginModuleFederation({
        name,
        filename: 'remoteEntry.js',
        exposes: { './app': './src/expose.ts' },
        shared: shares(false),
        experiments: { externalRuntime: true },
        manifest: true,
        dts: false,
      }),
    ],
    source: { entry: { index: './src/expose.ts' }, define },
    tools: { htmlPlugin: false },
    server: {
      port: PORTS[name],
      strictPort: true,
      base: `/mfe/${name}`,
      cors: { origin: `http://localhost:${PORTS.shell}` },
    },
    dev: { client: { host: 'localhost', port: PORTS[name] } },
    output: { ...output, assetPrefix: 'auto' },
  })

/** Build of the shell: provides the shares and the federation runtime, knows no remote until it is told. */
export const shell = (extra = []) =>
  defineConfig({
    plugins: [
      ...extra,
      vue(),
      pluginModuleFederation({
        name: 'shell',
        remotes: {},
        shared: shares(true),
        experiments: { provideExternalRuntime: true },
        dts: false,
      }),
    ],
    source: { entry: { index: './src/main.ts' }, define },
    html: { template: './src/index.html', inject: 'body', scriptLoading: 'defer' },
    server: {
      port: PORTS.shell,
      historyApiFallback: true,
      proxy: {
        '/api': API,
        ...Object.fromEntries(
          Object.entries(PORTS)
            .filter(([name]) => name !== 'shell')
            .map(([name, port]) => [`/mfe/${name}`, `http://localhost:${port}`]),
        ),
      },
    },
    output,
  })
