import type { Tenant } from '@storeweave/contract'
import { addWords, canAny, uses, type App, type FrameKind, type MenuEntry } from '@storeweave/kit'
import { getInstance } from '@module-federation/enhanced/runtime'
import { shallowReactive, type Component } from 'vue'
import type { RouteRecordRaw, Router } from 'vue-router'
import { allowed, guard } from './guard'

export type RemoteInfo = Tenant['remotes'][number]
/** What stands at a remote's addresses while it is not there, and at those it does not know. */
export interface Pages {
  host: Component
  lost: Component
}
export interface Area {
  info: RemoteInfo
  state: 'idle' | 'loading' | 'ready' | 'failed'
  app?: App
}

// Until a remote has told its frame itself, so that a till never flashes the office menu.
const FRAMES: Record<string, FrameKind> = { pos: 'bare', store: 'slim' }
const PATIENCE_MS = 20_000

export const areas = shallowReactive(new Map<string, Area>())
const loading = new Map<string, Promise<void>>()
let router: Router
let pages: Pages

const set = (name: string, change: Partial<Area>) => areas.set(name, { ...areas.get(name)!, ...change })

/** Announces the tenant's remotes to the federation runtime and reserves their addresses; loads nothing yet. */
export function registerRemotes(into: Router, remotes: readonly RemoteInfo[], shown: Pages): void {
  router = into
  pages = shown
  const federation = getInstance()
  if (!federation) throw new Error('no federation runtime')
  federation.registerPlugins([guard()])
  const good = remotes.filter((remote) => {
    if (!allowed(remote.entry))
      console.warn(`remote ${remote.name} refused: ${remote.entry} is not our origin`)
    return allowed(remote.entry)
  })
  federation.registerRemotes(
    good.map(({ name, entry }) => ({ name, entry: new URL(entry, location.href).href })),
  )
  for (const info of good) {
    areas.set(info.name, { info, state: 'idle' })
    router.addRoute({
      path: `${info.base}/:rest(.*)*`,
      name: `host.${info.name}`,
      component: pages.host,
      props: { name: info.name },
      meta: { area: info.name },
    })
  }
}

/** Loads a remote and gives its routes to the router; joins a load that is under way. Throws when it is not there. */
export function ensureRemote(name: string): Promise<void> {
  const area = areas.get(name)
  if (!area) return Promise.reject(new Error(`no remote ${name}`))
  if (area.state === 'ready') return Promise.resolve()
  let work = loading.get(name)
  if (!work) {
    work = load(area).finally(() => loading.delete(name))
    loading.set(name, work)
  }
  return work
}

async function load({ info }: Area): Promise<void> {
  set(info.name, { state: 'loading' })
  try {
    const exposed = await inTime(getInstance()!.loadRemote<{ default: App }>(`${info.name}/app`))
    const app = exposed?.default
    if (app?.kit !== 1) throw new Error(`remote ${info.name} gave no app`)
    await addWords(info.name, app.messages)
    await app.setup?.()
    addRoutes(info, app)
    set(info.name, { state: 'ready', app })
  } catch (thrown) {
    set(info.name, { state: 'failed' })
    throw thrown
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error('timeout')), PATIENCE_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function addRoutes(info: RemoteInfo, app: App): void {
  for (const route of app.routes) {
    const entry = app.menu.find((one) => one.path === route.path)
    const meta = { permission: entry?.permission, feature: entry?.feature, ...route.meta, area: info.name }
    const path = info.base + (route.path === '/' ? '' : route.path)
    router.addRoute({ ...route, path, meta } as RouteRecordRaw)
  }
  router.removeRoute(`host.${info.name}`)
  router.addRoute({
    path: `${info.base}/:rest(.*)*`,
    name: `lost.${info.name}`,
    component: pages.lost,
    meta: { area: info.name },
  })
}

/** Loads what else the menu needs, quietly; a remote that fails shows as such and can be tried again. */
export const warmUp = async (): Promise<void> => {
  await Promise.allSettled([...areas.keys()].map(ensureRemote))
}

/** The frame around an area's screens. */
export const frameOf = (name: string): FrameKind => areas.get(name)?.app?.frame ?? FRAMES[name] ?? 'office'

/** The menu entries of an area that the person may use, of what the brand uses. */
export const entriesOf = (area: Area): MenuEntry[] =>
  (area.app?.menu ?? []).filter((entry) => canAny(entry.permission) && uses(entry.feature))
