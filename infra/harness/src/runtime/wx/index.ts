import { createNavigation } from '../navigation.ts'
import { noteError, topPage, type Context, type Loose } from '../types.ts'
import { later, recordCall } from './call.ts'
import { canvasToTempFilePath, createCanvasContext } from './canvas.ts'
import { deviceApis } from './device.ts'
import { interfaceApis } from './interface.ts'
import { personApis } from './person.ts'
import { createSelectorQuery } from './query.ts'
import { createRequest } from './request.ts'
import { storageApis } from './storage.ts'

/** wx.onSomething and wx.offSomething, for the names WeChat has. The test raises them with `emit`. */
function listenerApi(context: Context, api: string) {
  const name = api.replace(/^o(n|ff)/, '')
  const heard = context.listeners.get(name) ?? new Set()
  context.listeners.set(name, heard)
  if (api.startsWith('on')) return (listener: (detail: Loose) => void) => void heard.add(listener)
  return (listener?: (detail: Loose) => void) => void (listener ? heard.delete(listener) : heard.clear())
}

/** A name WeChat has and the harness has not: calling it says so, loudly, and the test finds it in `errors()`. */
function missingApi(context: Context, api: string) {
  return (...args: unknown[]) => {
    recordCall(context, api, { args })
    const error = new Error(`wx.${api} is not written in the mini-program harness`)
    noteError(context, `wx.${api}`, error)
    throw error
  }
}

const createAnimation = () => {
  const animation: Loose = new Proxy(
    {},
    { get: (_, name) => (name === 'export' ? () => ({ actions: [] }) : () => animation) },
  )
  return animation
}

/** Makes the `wx` the app sees. */
export function createWx(context: Context): Loose {
  const written: Record<string, unknown> = {
    request: createRequest(context),
    ...storageApis(context),
    ...deviceApis(context),
    ...interfaceApis(context),
    ...personApis(context),
    createSelectorQuery: () => createSelectorQuery(context),
    createIntersectionObserver: (component: Loose, options: Loose) => {
      const owner = component?.$scope ?? component ?? topPage(context).instance
      return owner.createIntersectionObserver(options)
    },
    createCanvasContext: (canvasId: string) => createCanvasContext(context, canvasId),
    canvasToTempFilePath: later(context, 'canvasToTempFilePath', (options) =>
      canvasToTempFilePath(context, options),
    ),
    createAnimation,
  }
  for (const [api, go] of Object.entries(createNavigation(context))) written[api] = later(context, api, go)
  for (const api of context.payload.apiNames) {
    if (api in written) continue
    written[api] = /^o(n|ff)[A-Z]/.test(api) ? listenerApi(context, api) : missingApi(context, api)
  }
  return written
}
