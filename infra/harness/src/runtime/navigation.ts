import { isTab } from './frame.ts'
import { resolvePath } from './loader.ts'
import { closePage, hidePage, openPage, showPage } from './pages.ts'
import { topPage, type Context, type Loose } from './types.ts'

const pagesMax = 10

/** Splits a page url into path and query. Values stay encoded, as WeChat leaves them. */
export function parsePageUrl(context: Context, url: string): { path: string; query: Record<string, string> } {
  const [target, search = ''] = String(url).split('?')
  const query: Record<string, string> = {}
  for (const pair of search.split('&').filter(Boolean)) {
    const [name, ...value] = pair.split('=')
    query[name] = value.join('=')
  }
  return { path: resolvePath(context.stack.at(-1)?.path ?? '', target), query }
}

function refuseTab(context: Context, path: string, api: string): void {
  if (isTab(context, path)) throw new Error(`can not ${api} a tabbar page`)
}

function createChannel() {
  const listeners: Record<string, ((...args: unknown[]) => void)[]> = {}
  const channel = {
    on: (name: string, listener: (...args: unknown[]) => void) =>
      void (listeners[name] ??= []).push(listener),
    once: (name: string, listener: (...args: unknown[]) => void) => {
      const only = (...args: unknown[]) => {
        channel.off(name, only)
        listener(...args)
      }
      channel.on(name, only)
    },
    off: (name: string, listener?: (...args: unknown[]) => void) => {
      listeners[name] = listener ? (listeners[name] ?? []).filter((one) => one !== listener) : []
    },
    emit: (name: string, ...args: unknown[]) => [...(listeners[name] ?? [])].forEach((one) => one(...args)),
  }
  return channel
}

/** Closes pages above the base; a tab page below stays alive. */
function closeAbove(context: Context): void {
  while (context.stack.length > 0) {
    const page = context.stack.pop()!
    if (context.tabs.get(page.path) === page) hidePage(context, page)
    else closePage(context, page)
  }
}

function closeAll(context: Context): void {
  for (const page of new Set([...context.stack, ...context.tabs.values()])) closePage(context, page)
  context.stack.length = 0
  context.tabs.clear()
}

/** Opens a page at the base of an empty stack; tab pages are kept for later. */
export function openBase(context: Context, path: string, query: Record<string, string>): void {
  const page = openPage(context, path, query)
  if (isTab(context, path)) context.tabs.set(path, page)
}

function switchTo(context: Context, path: string): void {
  if (!isTab(context, path)) throw new Error('can not switch to no-tabBar page')
  if (context.stack.length === 1 && topPage(context).path === path) return
  closeAbove(context)
  const kept = context.tabs.get(path)
  if (!kept) return openBase(context, path, {})
  context.stack.push(kept)
  showPage(context, kept)
}

function goBack(context: Context, delta: number): void {
  if (context.stack.length < 2) throw new Error('cannot navigate back at first page')
  for (let left = Math.min(delta, context.stack.length - 1); left > 0; left -= 1) {
    closePage(context, context.stack.pop()!)
  }
  showPage(context, topPage(context))
}

/** The five ways between pages, by the name of their wx call; each throws the reason WeChat gives. */
export function createNavigation(context: Context): Record<string, (args: Loose) => object> {
  return {
    navigateTo({ url, events }) {
      const { path, query } = parsePageUrl(context, url)
      refuseTab(context, path, 'navigateTo')
      if (context.stack.length >= pagesMax) throw new Error('webview count limit exceed')
      if (!context.payload.pages.includes(path)) throw new Error(`page "${path}" is not found`)
      const eventChannel = createChannel()
      for (const [name, listener] of Object.entries(events ?? {})) eventChannel.on(name, listener as never)
      hidePage(context, topPage(context))
      openPage(context, path, query, { getOpenerEventChannel: () => eventChannel })
      return { eventChannel }
    },
    redirectTo({ url }) {
      const { path, query } = parsePageUrl(context, url)
      refuseTab(context, path, 'redirectTo')
      if (!context.payload.pages.includes(path)) throw new Error(`page "${path}" is not found`)
      const old = context.stack.pop()!
      context.tabs.delete(old.path)
      closePage(context, old)
      openPage(context, path, query)
      return {}
    },
    navigateBack({ delta = 1 }) {
      goBack(context, delta)
      return {}
    },
    switchTab({ url }) {
      switchTo(context, parsePageUrl(context, url).path)
      return {}
    },
    reLaunch({ url }) {
      const { path, query } = parsePageUrl(context, url)
      if (!context.payload.pages.includes(path)) throw new Error(`page "${path}" is not found`)
      closeAll(context)
      openBase(context, path, query)
      return {}
    },
  }
}
