import type { ApiCall, BootOptions, Payload } from '../payload.ts'

/** Anything the app hands over; the harness looks at it before use. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the app's own objects have no types here
export type Loose = any

/** A node of the component framework, as far as the harness touches it. */
export interface GeNode {
  is: string
  id: string
  data: Record<string, Loose>
  dataset: Record<string, unknown>
  $$?: HTMLElement
  getBackendElement?(): HTMLElement | null
  getComposedParent?(): GeNode | null
  forEachComposedChild?(visit: (child: GeNode) => boolean | void): void
  getShadowRoot?(): { querySelector(s: string): GeNode | null; querySelectorAll(s: string): GeNode[] } | null
  getMethodCaller?(): Loose
  triggerEvent(name: string, detail?: unknown, options?: object): void
  triggerPageLifetime?(name: string, args: unknown[]): void
  setData(data: object): void
}

/** `this` of a built-in component's methods. */
export interface BuiltinInstance {
  data: Record<string, Loose>
  $$: HTMLElement
  _$: GeNode
  setData(data: object): void
  triggerEvent(name: string, detail?: unknown, options?: object): void
  [own: string]: Loose
}

/** One open page. */
export interface OpenPage {
  path: string
  query: Record<string, string>
  view: HTMLElement
  scroller: HTMLElement
  root: Loose
  instance: Loose
  component: GeNode
}

/** What asks the test for an answer. */
export type AskTest = (api: string, args: unknown) => Promise<Loose>

/** All that one running mini program holds. */
export interface Context {
  payload: Payload
  options: BootOptions
  calls: ApiCall[]
  errors: string[]
  warnings: string[]
  storage: Map<string, unknown>
  handled: Set<string>
  askTest: AskTest
  listeners: Map<string, Set<(detail: Loose) => void>>
  location: BootOptions['location']
  app: Loose
  wx: Loose
  stack: OpenPage[]
  tabs: Map<string, OpenPage>
  framework: Framework
  load(id: string): Loose
  asset(path: string): string
}

/** The component framework, wired. */
export interface Framework {
  space: Loose
  backend: Loose
  /** Runs `ready` of the components attached just now. */
  makeReady(): void
}

/** The page on top of the stack; throws when none is open. */
export function topPage(context: Context): OpenPage {
  const page = context.stack.at(-1)
  if (!page) throw new Error('no page is open')
  return page
}

/** A copy without functions, as values lose them on the way to WeChat's native side. */
export function plain<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value))
}

/** Notes a fault of the app or of the harness for the test to see. */
export function noteError(context: Context, where: string, error: unknown): void {
  const fault = error as { stack?: string; errMsg?: string } | undefined
  context.errors.push(`${where}: ${fault?.stack ?? fault?.errMsg ?? String(error)}`)
}
