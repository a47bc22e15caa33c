import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import {
  expect,
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test'

const need = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the journeys by \`npm test -- --only journeys\``)
  return value
}

interface SignIn {
  tenant: string
  who: string
  login: string
  password: string
}
interface Answer {
  status: number
  body: any
}

/** The running house: its addresses, its demo people, its clock, and plain calls to its API for what a journey needs beside the screens. */
export class House {
  readonly port = Number(need('STOREWEAVE_PORT'))
  readonly sandbox = need('SANDBOX_URL')
  readonly signIns: SignIn[] = JSON.parse(readFileSync(need('STOREWEAVE_DEMO'), 'utf8')).signIns
  /** The trading day where the demo tenants are, by the clock on the wall. */
  readonly today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format()
  private readonly tokens = new Map<string, string>()

  /** Address of a tenant's page. */
  at(tenant: string, path = '/'): string {
    return `http://${tenant}.localhost:${this.port}${path}`
  }

  /** Demo people share one password a tenant; the sign-in page names some of them. */
  passwordOf(tenant: string): string {
    return this.signIns.find((one) => one.tenant === tenant)!.password
  }

  /** Moves the one clock of platform and sandbox, and lets timed work run. */
  async advance(ms: number): Promise<void> {
    await this.move('clock', { advanceMs: ms })
    await this.clock(ms)
    this.tokens.clear()
  }

  /** What the clock of the house shows (Unix milliseconds), after moving it on. */
  async clock(advanceMs = 0): Promise<number> {
    const moved = await fetch(`http://127.0.0.1:${need('JOURNEY_CONTROL_PORT')}/?advanceMs=${advanceMs}`)
    if (!moved.ok) throw new Error(await moved.text())
    return (await moved.json()).now
  }

  /** Throws a switch of the sandbox, e.g. `callback-missing`. */
  async throwSwitch(body: Record<string, unknown>): Promise<void> {
    await this.move('switches', body)
  }

  /** Ends everything that was made to go wrong. */
  async calm(): Promise<void> {
    await fetch(`${this.sandbox}/sandbox/control/switches`, { method: 'DELETE' })
  }

  /** Moves a hand of the outside world, e.g. `release` or `forge`; its answer. */
  async move(hand: string, body: Record<string, unknown>): Promise<any> {
    const moved = await fetch(`${this.sandbox}/sandbox/control/${hand}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!moved.ok) throw new Error(await moved.text())
    return moved.json()
  }

  /** What the platform answered to each callback of an order, in order. */
  async attempts(outTradeNo: string): Promise<number[]> {
    const answer = await fetch(`${this.sandbox}/sandbox/control/deliveries?outTradeNo=${outTradeNo}`)
    const { deliveries } = await answer.json()
    return deliveries.flatMap((one: any) => one.attempts.map((attempt: any) => attempt.status))
  }

  /** Corrects a store's stock to what is said here, as its HQ would. */
  async setStock(tenant: string, storeId: string, skuId: string, wanted: number): Promise<void> {
    const { body } = await this.call(tenant, 'GET', `/stock?storeId=${storeId}&skuId=${skuId}`, {
      as: 'owner',
    })
    const quantity = wanted - body.items[0].available
    if (quantity === 0) return
    const correction = { id: uuidv7(), storeId, skuId, quantity, kind: 'correction', note: 'counted' }
    const { status, body: said } = await this.call(tenant, 'POST', '/stock/adjustments', {
      as: 'owner',
      body: correction,
    })
    if (status >= 300) throw new Error(JSON.stringify(said))
  }

  /** A call to the API at a tenant's address, as a demo person when one is named. */
  async call(
    tenant: string,
    method: string,
    path: string,
    o: { as?: string; token?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const token = o.token ?? (o.as ? await this.tokenOf(tenant, o.as) : undefined)
    const bytes = o.body === undefined ? undefined : JSON.stringify(o.body)
    return new Promise((resolve, reject) => {
      const req = request(
        {
          host: '127.0.0.1',
          port: this.port,
          method,
          path: `/api${path}`,
          headers: {
            host: `${tenant}.localhost:${this.port}`,
            'idempotency-key': randomUUID(),
            ...(bytes ? { 'content-type': 'application/json' } : {}),
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...o.headers,
          },
        },
        (res) => {
          let text = ''
          res.on('data', (chunk: Buffer) => (text += chunk))
          res.on('end', () =>
            resolve({ status: res.statusCode ?? 0, body: text ? JSON.parse(text) : undefined }),
          )
        },
      )
      req.on('error', reject)
      req.end(bytes)
    })
  }

  /** An access token of a demo person. */
  async tokenOf(tenant: string, login: string): Promise<string> {
    const key = `${tenant}/${login}`
    if (!this.tokens.has(key)) {
      const { body } = await this.call(tenant, 'POST', '/auth/sign-in', {
        body: { login, password: this.passwordOf(tenant) },
      })
      this.tokens.set(key, body.accessToken)
    }
    return this.tokens.get(key)!
  }

  /** The code of the newest text message to a phone, once it has come. */
  async smsCode(phone: string): Promise<string> {
    let code = ''
    const look = async (): Promise<string> => {
      const { messages } = await (await fetch(`${this.sandbox}/sms.json?phone=${phone}`)).json()
      return (code = messages[0]?.params.code ?? '')
    }
    await expect.poll(look, { message: `a text message to ${phone}` }).not.toBe('')
    return code
  }

  /** A shopper's token, signed in by text message. */
  async shopperToken(tenant: string, phone: string): Promise<string> {
    await this.call(tenant, 'POST', '/shop/auth/sms', { body: { phone } })
    const { body } = await this.call(tenant, 'POST', '/shop/auth/sms/verify', {
      body: {
        phone,
        code: await this.smsCode(phone),
        agreed: { version: 1, client: 'h5' },
      },
    })
    return body.accessToken
  }
}

/** What a page said that it must not say: errors in the console, uncaught exceptions, refusals of the content policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`error: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      complaints.push(message.text())
  })
  return complaints
}

/** The amount in a text such as ¥1,234.50, in fen. */
export const fenIn = (text: string): number => Math.round(Number(text.replace(/[^\d.]/g, '')) * 100)

/** An id as clients make them. */
export function uuidv7(): string {
  const hex = Date.now().toString(16).padStart(12, '0') + randomBytes(10).toString('hex')
  const text = `${hex.slice(0, 12)}7${hex.slice(13, 16)}${((parseInt(hex[16]!, 16) & 3) | 8).toString(16)}${hex.slice(17)}`
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export const minutes = (count: number): number => count * 60_000
export const desktop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

export interface Somebody {
  page: Page
  context: BrowserContext
  complaints: string[]
}

/** A browser of its own for one person. */
export async function someone(browser: Browser, more: BrowserContextOptions = {}): Promise<Somebody> {
  const context = await browser.newContext({ viewport: desktop, serviceWorkers: 'block', ...more })
  const page = await context.newPage()
  return { page, context, complaints: complaintsOf(page) }
}

/** Signs a demo person in at the shell and waits for the frame. */
export async function signIn(
  house: House,
  page: Page,
  tenant: string,
  login: string,
  path = '/',
): Promise<void> {
  await page.goto(house.at(tenant, path))
  const form = page.locator('[data-test=sign-in]')
  await form.locator('input').first().fill(login)
  await form.locator('input[type=password]').fill(house.passwordOf(tenant))
  await form.locator('button[type=submit]').click()
  await form.waitFor({ state: 'detached' })
}

export const test = base.extend<object, { house: House }>({
  house: [async ({}, use) => use(new House()), { scope: 'worker' }],
})
export { expect }
