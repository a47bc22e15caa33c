import { buildView, windowOf } from './frame.ts'
import { noteError, type Context, type OpenPage } from './types.ts'

/** Runs one method of a page if it has it; a fault in it is noted and does not stop navigation. */
export function callPage(context: Context, page: OpenPage, method: string, ...args: unknown[]): unknown {
  try {
    return page.instance[method]?.(...args)
  } catch (error) {
    noteError(context, `${page.path} ${method}`, error)
    return undefined
  }
}

/** Brings a page to the front. */
export function showPage(context: Context, page: OpenPage): void {
  page.view.style.display = ''
  callPage(context, page, 'onShow')
  page.component.triggerPageLifetime?.('show', [])
}

/** Puts a page behind. */
export function hidePage(context: Context, page: OpenPage): void {
  callPage(context, page, 'onHide')
  page.component.triggerPageLifetime?.('hide', [])
  page.view.style.display = 'none'
}

/** Ends a page for good. */
export function closePage(context: Context, page: OpenPage): void {
  callPage(context, page, 'onUnload')
  page.root.release()
  page.view.remove()
}

/** Makes a page, puts it on the stack and runs onLoad, onShow and onReady; throws when app.json lacks it. */
export function openPage(
  context: Context,
  path: string,
  query: Record<string, string>,
  extras: object = {},
): OpenPage {
  if (!context.payload.pages.includes(path)) throw new Error(`page "${path}" is not found`)
  const { view, scroller } = buildView(context, path)
  const placeholder = document.createElement('div')
  scroller.append(placeholder)
  const root = context.framework.backend.createRoot('page-root', context.framework.space, path)
  const instance = root.get()
  Object.assign(instance, { route: path, __route__: path, options: query }, extras)
  const page: OpenPage = { path, query, view, scroller, root, instance, component: root.getComponent() }
  context.stack.push(page)
  root.attach(scroller, placeholder)
  watchScroll(context, page)
  callPage(context, page, 'onLoad', query)
  callPage(context, page, 'onShow')
  page.component.triggerPageLifetime?.('show', [])
  context.framework.makeReady()
  callPage(context, page, 'onReady')
  return page
}

function watchScroll(context: Context, page: OpenPage): void {
  const distance = windowOf(context, page.path).onReachBottomDistance ?? 50
  let wasAtBottom = false
  let heightSeen = 0
  page.scroller.addEventListener('scroll', () => {
    const { scrollTop, clientHeight, scrollHeight } = page.scroller
    callPage(context, page, 'onPageScroll', { scrollTop })
    const isAtBottom = scrollTop + clientHeight >= scrollHeight - distance
    // Once per arrival: again only after leaving the bottom or when the page has grown.
    if (isAtBottom && (!wasAtBottom || scrollHeight !== heightSeen)) callPage(context, page, 'onReachBottom')
    wasAtBottom = isAtBottom
    heightSeen = scrollHeight
  })
}
