import type { Page } from '@playwright/test'
import { bundleRuntime, hostPage } from './bundle.ts'
import { MiniProgram, type Handler } from './mini-program.ts'
import { packBuild } from './pack.ts'
import type { BootOptions } from './payload.ts'

/** How a mini program is opened in a test. */
export interface OpenOptions {
  /** The build folder, `dist/build/mp-weixin`. */
  dir: string
  appId: string
  /** The origin of the API under test, such as `http://127.0.0.1:4310`. */
  apiOrigin: string
  /** The origin compiled into the build, when it is another: its requests go to `apiOrigin`. */
  buildOrigin?: string
  /** Further origins that requests may go to, as the domain list of the account would allow. */
  allowedOrigins?: string[]
  /** Where the phone is, or that the person refuses to say (as when left out). Degrees. */
  location?: { latitude: number; longitude: number } | 'refused'
  /** Answers to wx calls and open-types by name; one that throws makes the call fail with its message. */
  handlers?: Record<string, Handler>
  /** The page to open first and its query; by default the first of app.json. */
  path?: string
  query?: Record<string, string>
  scene?: number
  /** What an earlier visit has left in storage. */
  storage?: Record<string, unknown>
}

const homePath = '/__mini-program__/'

/**
 * Serves the bundle's page on the API's own origin, so that the API needs no CORS. Requests to the API go on to
 * the test's own routes and then to the network; nothing leaves for an origin that is not allowed.
 */
async function routeNetwork(page: Page, apiOrigin: string, allowed: string[]): Promise<void> {
  await page.route(
    (url) => url.protocol.startsWith('http'),
    async (route) => {
      const url = new URL(route.request().url())
      if (url.origin === apiOrigin && url.pathname === homePath) {
        return route.fulfill({ contentType: 'text/html; charset=utf-8', body: hostPage() })
      }
      return allowed.includes(url.origin) ? route.fallback() : route.abort('blockedbyclient')
    },
  )
}

/** Opens a built mini program in a page of a test and waits for its first page; throws when it fails to start. */
export async function openMiniProgram(page: Page, options: OpenOptions): Promise<MiniProgram> {
  const apiOrigin = new URL(options.apiOrigin).origin
  const allowedOrigins = [apiOrigin, ...(options.allowedOrigins ?? []).map((one) => new URL(one).origin)]
  const payload = packBuild(options.dir)
  const handlers = new Map(Object.entries(options.handlers ?? {}))
  await routeNetwork(page, apiOrigin, allowedOrigins)
  await page.exposeFunction('__miniProgramAsk', async (api: string, args: never) => {
    try {
      return { value: await handlers.get(api)?.(args) }
    } catch (error) {
      return { error: (error as Error).message }
    }
  })
  await page.goto(apiOrigin + homePath)
  await page.addScriptTag({ content: await bundleRuntime() })
  const boot: BootOptions = {
    appId: options.appId,
    apiOrigin,
    buildOrigin: options.buildOrigin && new URL(options.buildOrigin).origin,
    allowedOrigins,
    handled: [...handlers.keys()],
    location: options.location ?? 'refused',
    path: options.path,
    query: options.query ?? {},
    scene: options.scene ?? 1001,
    storage: options.storage ?? {},
  }
  await page.evaluate(([data, how]) => (globalThis as unknown as Starter).__miniProgramBoot(data, how), [
    payload,
    boot,
  ] as const)
  return new MiniProgram(page, handlers)
}

interface Starter {
  __miniProgramBoot(payload: unknown, options: unknown): void
}
