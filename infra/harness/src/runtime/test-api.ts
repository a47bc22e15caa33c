import { windowOf } from './frame.ts'
import { callPage } from './pages.ts'
import { plain, topPage, type Context, type GeNode, type Loose } from './types.ts'

/** What the test side reaches from outside, through the page. Everything in and out is data. */
export interface TestApi {
  context: Context
  paths(): string[]
  text(): string
  data(): unknown
  fire(selector: string, name: string, detail: unknown): void
  share(kind: 'onShareAppMessage' | 'onShareTimeline'): Promise<unknown>
  pullDown(): void
  emit(name: string, detail: unknown): void
  hide(): void
  show(): void
}

const nodeAt = (context: Context, selector: string): GeNode => {
  const element = topPage(context).view.querySelector<HTMLElement & { __wxElement?: GeNode }>(selector)
  if (!element?.__wxElement) throw new Error(`no element "${selector}" on ${topPage(context).path}`)
  return element.__wxElement
}

/** Makes the test side's hold on a running mini program. */
export function createTestApi(context: Context): TestApi {
  return {
    context,
    paths: () => context.stack.map((page) => page.path),
    text: () => topPage(context).scroller.innerText,
    data: () => plain(topPage(context).instance.data),
    fire: (selector, name, detail) =>
      nodeAt(context, selector).triggerEvent(name, detail, { bubbles: false }),
    async share(kind) {
      const page = topPage(context)
      if (!page.instance[kind]) throw new Error(`${page.path} has no ${kind}`)
      const answer = (await callPage(context, page, kind, { from: 'menu' })) as Loose
      return plain(answer?.promise ? await answer.promise : answer)
    },
    pullDown() {
      const page = topPage(context)
      if (!windowOf(context, page.path).enablePullDownRefresh) {
        throw new Error(`${page.path} does not set enablePullDownRefresh`)
      }
      callPage(context, page, 'onPullDownRefresh')
    },
    emit: (name, detail) => context.listeners.get(name)?.forEach((listener) => listener(plain(detail))),
    hide() {
      callPage(context, topPage(context), 'onHide')
      context.app?.onHide?.()
    },
    show() {
      context.app?.onShow?.(plain({ ...context.options, referrerInfo: {} }))
      callPage(context, topPage(context), 'onShow')
    },
  }
}
