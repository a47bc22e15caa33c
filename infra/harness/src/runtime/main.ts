import type { BootOptions, Payload } from '../payload.ts'
import { patchDom } from './dom-patches.ts'
import { createFramework } from './framework.ts'
import { createLoader } from './loader.ts'
import { openBase, parsePageUrl } from './navigation.ts'
import { createTestApi, type TestApi } from './test-api.ts'
import { plain, type Context, type Loose } from './types.ts'
import { resolveUrl } from './wx/request.ts'
import { createWx } from './wx/index.ts'

function createContext(payload: Payload, options: BootOptions, askTest: Context['askTest']): Context {
  const context: Context = {
    payload,
    options,
    askTest,
    calls: [],
    errors: [],
    warnings: [...payload.warnings],
    storage: new Map(Object.entries(options.storage)),
    handled: new Set(options.handled),
    listeners: new Map(),
    location: options.location,
    app: undefined,
    wx: undefined,
    stack: [],
    tabs: new Map(),
    framework: { space: undefined, backend: undefined, makeReady: () => undefined },
    load: () => undefined,
    asset: (path) => payload.assets[path.replace(/^\//, '')] ?? resolveUrl(context, path),
  }
  return context
}

/** Starts a mini program in this page and opens its first page. */
function boot(payload: Payload, options: BootOptions, askTest: Context['askTest']): TestApi {
  patchDom()
  const context = createContext(payload, options, askTest)
  context.wx = createWx(context)
  context.framework = createFramework(context)
  context.load = createLoader(context)
  context.load('app.js')
  for (const path of payload.order) context.load(`${path}.js`)
  const start = options.path ?? payload.app.entryPagePath ?? payload.app.pages[0]
  const { path, query: inPath } = parsePageUrl(context, `/${start.replace(/^\//, '')}`)
  const query = { ...inPath, ...options.query }
  Object.assign(options, { path, query })
  const launch = { path, query, scene: options.scene, referrerInfo: {}, shareTicket: undefined }
  context.app?.onLaunch?.(plain(launch))
  context.app?.onShow?.(plain(launch))
  openBase(context, path, query)
  return createTestApi(context)
}

const page = globalThis as Loose
page.__miniProgramBoot = (payload: Payload, options: BootOptions) => {
  page.__miniProgram = boot(payload, options, async (api, args) => {
    const { value, error } = await page.__miniProgramAsk(api, args)
    if (error !== undefined) throw new Error(error)
    return value
  })
}
