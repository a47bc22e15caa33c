import type { Feature } from '@storeweave/contract'
import type { RouteRecordRaw } from 'vue-router'
import type { IconName } from '../screen/icons'
import type { Locale, WordTree } from '../words/i18n'

/** Menu groups by task, in the order in which the office menu shows them. */
export const MENU_GROUPS = [
  'home',
  'sell',
  'goods',
  'stock',
  'people',
  'marketing',
  'money',
  'insight',
  'settings',
] as const
export type MenuGroup = (typeof MENU_GROUPS)[number]

/** Which frame the shell puts around an app: the office menu, a slim bar, or nothing at all. */
export type FrameKind = 'office' | 'slim' | 'bare'

export interface MenuEntry {
  group: MenuGroup
  /** Path inside the app, `/orders`. */
  path: string
  /** Key in the app's own words, `menu.orders`. */
  label: string
  /** `Subject:action` as the contract lists them; an array means any of them. Left out: everybody signed in. */
  permission?: string | readonly string[]
  /** Shown where the brand uses this alone; its page is closed elsewhere. */
  feature?: Feature
  icon?: IconName
  /** Further words by which the palette finds this entry (pinyin, synonyms). */
  search?: string
}

export interface AppSpec {
  /** Name of the remote: `admin`, `store`, `supplier`, `pos`. Route names begin with it: `admin.orders`. */
  name: string
  frame?: FrameKind
  /** Paths inside the app, beginning with `/`; the shell puts the base (`/admin`) in front. */
  routes: RouteRecordRaw[]
  menu: MenuEntry[]
  messages: Record<Locale, () => Promise<WordTree | { default: WordTree }>>
  /** Runs once after the words are there and before the first screen. */
  setup?: () => void | Promise<void>
}

export interface App extends AppSpec {
  readonly kit: 1
}

/**
 * Declares what a remote hands to the shell, checked here so that a mistake shows in the app's own tests:
 * throws an Error when a path is not absolute, a route name is foreign, or a menu path leads nowhere.
 */
export function defineApp(spec: AppSpec): App {
  const complain = (what: string): never => {
    throw new Error(`app ${spec.name}: ${what}`)
  }
  for (const route of spec.routes) {
    if (!route.path.startsWith('/')) complain(`route path "${route.path}" must begin with /`)
    if (route.name !== undefined && !String(route.name).startsWith(`${spec.name}.`))
      complain(`route name "${String(route.name)}" must begin with "${spec.name}."`)
  }
  const top = new Set(spec.routes.map((route) => route.path.replace(/\/?:.*$/, '') || '/'))
  for (const entry of spec.menu) {
    if (!MENU_GROUPS.includes(entry.group)) complain(`menu group "${entry.group}" is unknown`)
    const path = entry.path.replace(/[?#].*$/, '')
    if (!top.has(path) && !spec.routes.some((route) => hasChild(route, path)))
      complain(`menu path "${entry.path}" has no route`)
  }
  return Object.freeze({ ...spec, kit: 1 as const })
}

function hasChild(route: RouteRecordRaw, path: string): boolean {
  return (route.children ?? []).some((child) => {
    const full = child.path.startsWith('/') ? child.path : `${route.path.replace(/\/$/, '')}/${child.path}`
    return full.replace(/\/$/, '') === path || hasChild({ ...child, path: full } as RouteRecordRaw, path)
  })
}
