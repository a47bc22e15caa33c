import { expect, type Locator, type Page } from '@playwright/test'
import type { ApiCall } from './payload.ts'
import type { TestApi } from './runtime/test-api.ts'

/** A test's answer to one wx call or open-type. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- arguments differ by call
export type Handler = (args: any) => unknown

const isSelector = (target: string) => /^[.#[]|^[a-z-]+[.#[]|^[a-z-]+$/.test(target)

/** A running mini program, as a person (and the phone around them) meets it. Waits are Playwright's own. */
export class MiniProgram {
  constructor(
    readonly page: Page,
    private readonly handlers: Map<string, Handler>,
  ) {}

  private ask<T, A = undefined>(read: (api: TestApi, args: A) => T, args?: A): Promise<Awaited<T>> {
    const source = `(${read.toString()})(globalThis.__miniProgram, ${JSON.stringify(args)})`
    return this.page.evaluate(source) as Promise<Awaited<T>>
  }

  /** What is on screen and matches a selector, or (when it is no selector) has this text or placeholder. */
  locator(target: string): Locator {
    if (isSelector(target)) return this.page.locator(target).filter({ visible: true })
    const exact = this.page.getByText(target, { exact: true })
    const named = this.page.getByPlaceholder(target).or(this.page.getByLabel(target, { exact: true }))
    return exact.or(named).or(this.page.getByText(target)).filter({ visible: true })
  }

  /** Taps the first thing on screen with this text, or that matches the selector: on the page or over it. */
  async tap(target: string | Locator): Promise<void> {
    const found = typeof target === 'string' ? await this.best(target) : target
    await found.click()
  }

  /** The exact text comes before a longer one that holds it. */
  private async best(target: string): Promise<Locator> {
    await this.locator(target).first().waitFor()
    const exact = this.page.getByText(target, { exact: true }).filter({ visible: true })
    return !isSelector(target) && (await exact.count()) > 0 ? exact.first() : this.locator(target).first()
  }

  /** Types into a field, named by selector or placeholder; with `confirm` presses the keyboard's done key. */
  async input(target: string, value: string, { confirm = false } = {}): Promise<void> {
    const field = isSelector(target) ? this.locator(target) : this.page.getByPlaceholder(target)
    await field.filter({ visible: true }).first().fill(value)
    if (confirm) await field.filter({ visible: true }).first().press('Enter')
  }

  /** Chooses in a picker: taps it, sets each wheel (index, or text for date and time) and confirms. */
  async pick(target: string, ...values: (string | number)[]): Promise<void> {
    await this.tap(target)
    const sheet = this.page.locator('.mp-picker')
    for (const [index, value] of values.entries()) {
      const wheel = sheet.locator('.mp-wheel').nth(index)
      const isList = (await wheel.evaluate((element) => element.tagName)) === 'SELECT'
      if (isList) await wheel.selectOption(typeof value === 'number' ? String(value) : { label: value })
      else await wheel.fill(String(value))
    }
    await sheet.locator('.mp-picker-confirm').click()
  }

  /** The path of the page on top, without slash or query. */
  async pagePath(): Promise<string> {
    return (await this.pagePaths()).at(-1)!
  }

  /** The paths of the open pages, the top one last. */
  pagePaths(): Promise<string[]> {
    return this.ask((api) => api.paths())
  }

  /** Waits until this page is on top. */
  async waitForPage(path: string): Promise<void> {
    await expect.poll(() => this.pagePath()).toBe(path)
  }

  /** The text of the page on top, as a person reads it. */
  text(): Promise<string> {
    return this.ask((api) => api.text())
  }

  /** Waits until a text is on screen: on the page, a bar, a dialog or a toast. */
  async waitForText(text: string): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor()
  }

  /** The calls to one wx API (or open-type), or all calls, oldest first. */
  calls(api?: string): Promise<ApiCall[]> {
    return this.ask((running, name) => running.context.calls.filter((one) => !name || one.api === name), api)
  }

  /** Waits for a call to have been answered and gives the latest of its name. */
  async waitForCall(api: string): Promise<ApiCall> {
    const latest = async () => (await this.calls(api)).filter((one) => one.result || one.error).at(-1)
    await expect.poll(latest).toBeTruthy()
    return (await latest())!
  }

  /** Faults of the app and calls the harness lacks; a test that expects none compares with []. */
  errors(): Promise<string[]> {
    return this.ask((api) => api.context.errors)
  }

  /** What the framework and the packer found odd. */
  warnings(): Promise<string[]> {
    return this.ask((api) => api.context.warnings)
  }

  /** Sets (or replaces) the answer to a wx call. */
  async handle(api: string, handler: Handler): Promise<void> {
    this.handlers.set(api, handler)
    await this.ask((running, name) => void running.context.handled.add(name), api)
  }

  /** Moves the phone, or makes the person refuse to say where it is. */
  async setLocation(location: { latitude: number; longitude: number } | 'refused'): Promise<void> {
    await this.ask((api, place) => void (api.context.location = place), location)
  }

  /** What the app keeps on the phone. */
  storage(): Promise<Record<string, unknown>> {
    return this.ask((api) => Object.fromEntries(api.context.storage))
  }

  /** Pulls the page down and waits until the app says it has refreshed. */
  async pullDown(): Promise<void> {
    const ended = async () => (await this.calls('stopPullDownRefresh')).length
    const before = await ended()
    await this.ask((api) => api.pullDown())
    await expect.poll(ended).toBeGreaterThan(before)
  }

  /** Scrolls the page to its end. */
  async reachBottom(): Promise<void> {
    await this.page
      .locator('.mp-page')
      .filter({ visible: true })
      .evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight))
  }

  /** What the page gives when shared from the menu. */
  share(): Promise<unknown> {
    return this.ask((api) => api.share('onShareAppMessage'))
  }

  /** Goes back as the phone's gesture does. */
  async back(): Promise<void> {
    await this.ask((api) => void api.context.wx.navigateBack({ fail: () => undefined }))
  }

  /** Raises an event on a component whose drawing is WeChat's own. */
  async fire(selector: string, name: string, detail: unknown): Promise<void> {
    await this.ask((api, args) => api.fire(args.selector, args.name, args.detail), { selector, name, detail })
  }

  /** Raises what `wx.on<Name>` listens to, such as `NetworkStatusChange`. */
  async emit(name: string, detail: unknown): Promise<void> {
    await this.ask((api, args) => api.emit(args.name, args.detail), { name, detail })
  }

  /** Sends the mini program behind (`hide`) or brings it back (`show`). */
  async switchApp(way: 'hide' | 'show'): Promise<void> {
    await this.ask((api, name) => api[name](), way)
  }

  /** A picture of the screen; to a file when a path is given. */
  screenshot(path?: string): Promise<Buffer> {
    return this.page.screenshot({ path })
  }
}
