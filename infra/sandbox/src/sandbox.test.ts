import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appIdOf, mchIdOf, sandboxCredentials, startSandbox } from './index.js'
import { aSandboxAndShop, Shop } from './testing/merchant.js'

describe('kept in a directory', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sandbox-'))
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  it('keys, orders and messages outlive a restart', async () => {
    const first = await startSandbox({ dataDir: dir })
    const shop = await Shop.open(first, 'fresh-mart')
    await shop.sell('before-restart')
    await first.stop()
    const second = await startSandbox({ dataDir: dir })
    expect(sandboxCredentials(second, 'fresh-mart')).toEqual(shop.settings)
    expect(second.control.orders()[0]).toMatchObject({ outTradeNo: 'before-restart', state: 'SUCCESS' })
    shop.close()
    await second.stop()
  })

  it('a running sandbox knows a tenant whose settings were made beside it', async () => {
    const sandbox = await startSandbox({ dataDir: dir })
    const settings = sandboxCredentials(dir, 'beside')
    expect(sandbox.merchantOf(settings.wechatPay.mchId)?.slug).toBe('beside')
    expect(settings.wechatPay.platformSerial).toBe(sandbox.platform.publicKey.serial)
    await sandbox.stop()
  })
})

it('ids are the same for a slug everywhere; a slug that is a path is refused', () => {
  expect(appIdOf('fresh-mart')).toMatch(/^wx[0-9a-f]{16}$/)
  expect(mchIdOf('fresh-mart')).toMatch(/^16\d{8}$/)
  expect(mchIdOf('fresh-mart')).not.toBe(mchIdOf('moda'))
  expect(() => sandboxCredentials(tmpdir(), '../etc')).toThrow('not a tenant slug')
})

describe('pages', () => {
  it('front page: both languages, no inline code, every text escaped', async () => {
    const { sandbox, shop, close } = await aSandboxAndShop()
    await shop
      .client()
      .v3.pay.transactions.jsapi.post(
        shop.order('page-order', 5, { description: '<img src=x onerror=alert(1)>' }),
      )
    const answer = await fetch(sandbox.url)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
    const chinese = await answer.text()
    expect(chinese).toContain('<html lang="zh-CN">')
    expect(chinese).toContain('&lt;img src=x')
    expect(chinese).not.toMatch(/<img|<script>|style=| on\w+="/)
    const english = await (await fetch(`${sandbox.url}/?lang=en`)).text()
    expect(english).toContain('Sandbox of the outside world')
    expect((await fetch(`${sandbox.url}/assets/sandbox.js`)).status).toBe(200)
    await close()
  })

  it('cashier: pay, paid, unknown; only web addresses lead back', async () => {
    const { sandbox, shop, close } = await aSandboxAndShop()
    const prepayId = await shop.place('cashier-order', 123456)
    const show = (query = '') =>
      fetch(`${sandbox.url}/pay/${prepayId}${query}`).then((answer) => answer.text())
    expect(await show()).toContain('id="pay"')
    expect(await show()).toContain('1234<small>.56</small>')
    expect(await show('?redirect_url=javascript:alert(1)')).toContain('data-back=""')
    sandbox.control.pay({ prepayId })
    const paid = await show('?lang=en&redirect_url=https%3A%2F%2Fshop.example%2F')
    expect(paid).toContain('Paid')
    expect(paid).toContain('href="https://shop.example/"')
    expect(paid).not.toContain('id="pay"')
    expect((await fetch(`${sandbox.url}/pay/none`)).status).toBe(404)
    await close()
  })

  it('bodies over a megabyte are refused', async () => {
    const { sandbox, close } = await aSandboxAndShop()
    const answer = await fetch(`${sandbox.url}/v3/refund/domestic/refunds`, {
      method: 'POST',
      body: 'x'.repeat(2_000_000),
    })
    expect(answer.status).toBe(413)
    await close()
  })
})

describe('a program that hears webhooks', () => {
  it('shows what came, and whether the signature holds by the secret that was entered', async () => {
    const sandbox = await startSandbox({})
    const secret = `whsec_${Buffer.from('k'.repeat(32)).toString('base64')}`
    const send = (signedBy: Buffer, id: string) => {
      const timestamp = String(Math.floor(Date.now() / 1000))
      const signature = createHmac('sha256', signedBy).update(`${id}.${timestamp}.{}`).digest('base64')
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      }
      return fetch(`${sandbox.url}/hooks/erp`, { method: 'POST', headers, body: '{}' })
    }
    const verdicts = async () =>
      [...(await (await fetch(`${sandbox.url}/hooks`)).text()).matchAll(/data-verdict="(\w+)"/g)].map(
        (m) => m[1],
      )
    expect((await send(Buffer.from('k'.repeat(32)), 'a')).status).toBe(200)
    expect(await verdicts()).toEqual(['hookUnchecked'])
    await fetch(`${sandbox.url}/hooks`, { method: 'POST', body: new URLSearchParams({ secret }) })
    await send(Buffer.from('x'.repeat(32)), 'b')
    expect(await verdicts()).toEqual(['hookForged', 'hookHolds'])
    const failing = await fetch(`${sandbox.url}/hooks/erp?status=503`, { method: 'POST', body: '{}' })
    expect(failing.status).toBe(503)
    await sandbox.stop()
  })
})
