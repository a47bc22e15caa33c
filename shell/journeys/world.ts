import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test'

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
  private readonly tokens = new Map<string, string>()

  /** Address of a tenant's page. */
  at(tenant: string, path = '/'): string {
    return `http://${tenant}.localhost:${this.port}${path}`
  }

  passwordOf(tenant: string, login: string): string {
    const found = this.signIns.find((s) => s.tenant === tenant && s.login === login)
    if (!found) throw new Error(`no demo sign-in ${login} at ${tenant}`)
    return found.password
  }

  /** Moves the one clock of platform and sandbox, and lets timed work run. */
  async advance(ms: number): Promise<void> {
    await fetch(`${this.sandbox}/sandbox/control/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMs: ms }),
    })
    const moved = await fetch(`http://127.0.0.1:${need('JOURNEY_CONTROL_PORT')}/?advanceMs=${ms}`)
    if (!moved.ok) throw new Error(await moved.text())
    this.tokens.clear()
  }

  /** Throws a switch of the sandbox, e.g. `callback-missing`. */
  async throwSwitch(body: Record<string, unknown>): Promise<void> {
    const thrown = await fetch(`${this.sandbox}/sandbox/control/switches`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!thrown.ok) throw new Error(await thrown.text())
  }

  /** A call to the API at a tenant's address, as a demo person when one is named. */
  async call(tenant: string, method: string, path: string, o: { as?: string; token?: string; body?: unknown; headers?: Record<string, string> } = {}): Promise<Answer> {
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
          res.on('end', () => resolve({ status: res.statusCode ?? 0, body: text ? JSON.parse(text) : undefined }))
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
      const { body } = await this.call(tenant, 'POST', '/auth/sign-in', { body: { login, password: this.passwordOf(tenant, login) } })
      this.tokens.set(key, body.accessToken)
    }
    return this.tokens.get(key)!
  }

  /** The code of the newest text message to a phone. */
  async smsCode(phone: string): Promise<string> {
    const messages = await (await fetch(`${this.sandbox}/sms.json?phone=${phone}`)).json()
    const list = (Array.isArray(messages) ? messages : messages.items) as { text: string }[]
    return /\d{6}/.exec(list[0]!.text)![0]
  }

  /** A shopper's token, signed in by text message. */
  async shopperToken(tenant: string, phone: string): Promise<string> {
    await this.call(tenant, 'POST', '/shop/auth/sms', { body: { phone } })
    const { body } = await this.call(tenant, 'POST', '/shop/auth/sms/verify', { body: { phone, code: await this.smsCode(phone) } })
    return body.accessToken
  }
}

/** What a page said that it must not say: errors in the console, uncaught exceptions, refusals of the content policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text())
  })
  return complaints
}

export const desktop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

/** A browser of its own for one person. */
export async function someone(browser: Browser, size = desktop): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({ viewport: size, ...(size.width < 500 ? { hasTouch: true, isMobile: true } : {}) })
  const page = await context.newPage()
  return { page, context, complaints: complaintsOf(page) }
}

/** Signs a demo person in at the shell and waits for the frame. */
export async function signIn(house: House, page: Page, tenant: string, login: string, path = '/'): Promise<void> {
  await page.goto(house.at(tenant, path))
  const form = page.locator('[data-test=sign-in]')
  await form.locator('input').first().fill(login)
  await form.locator('input[type=password]').fill(house.passwordOf(tenant, login))
  await form.locator('button[type=submit]').click()
  await form.waitFor({ state: 'detached' })
}

export const test = base.extend<object, { house: House }>({
  house: [async ({}, use) => use(new House()), { scope: 'worker' }],
})
export { expect } from '@playwright/test'
