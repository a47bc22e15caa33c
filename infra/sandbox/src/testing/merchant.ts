import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { openidOf, sandboxCredentials, startSandbox, type Credentials, type Sandbox } from '../index.js'

const require = createRequire(import.meta.url)
/** The independent client: nothing of the sandbox's own code signs, verifies or decrypts in the tests. */
const library = require('wechatpay-axios-plugin')
export const { Rsa, Formatter } = library
export const AesGcm = library.Aes.AesGcm

/** The client builds its paths by proxy, so no type describes it. */
export type Client = any

export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** What the tests read in a decrypted callback. */
export interface Notice {
  out_trade_no: string
  trade_state?: string
  refund_status?: string
  amount: { total: number }
}

/** A shop with its own notify_url, which remembers what arrives. */
export class Shop {
  readonly received: Received[] = []
  /** The status it answers callbacks with. */
  answers = 204
  private constructor(
    readonly slug: string,
    readonly settings: Credentials,
    private readonly server: Server,
    readonly sandbox: Sandbox,
  ) {}

  static async open(sandbox: Sandbox, slug = 'corner-shop'): Promise<Shop> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const shop = new Shop(slug, sandboxCredentials(sandbox, slug), server, sandbox)
    server.on('request', (req, res) => {
      const parts: Buffer[] = []
      req.on('data', (part: Buffer) => parts.push(part))
      req.on('end', () => {
        shop.received.push({ headers: req.headers, body: Buffer.concat(parts).toString('utf8') })
        res.writeHead(shop.answers).end()
      })
    })
    return shop
  }

  get notifyUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/notify`
  }

  /** The independent client set up with this shop's settings. */
  client(change: Record<string, unknown> = {}): Client {
    const { mchId, merchantSerial, merchantPrivateKeyPem, platformSerial, platformPublicKeyPem } =
      this.settings.wechatPay
    return new library.Wechatpay({
      mchid: mchId,
      serial: merchantSerial,
      privateKey: merchantPrivateKeyPem,
      certs: { [platformSerial]: platformPublicKeyPem },
      baseURL: this.sandbox.url,
      proxy: false,
      ...change,
    })
  }

  openid(user = 'alice'): string {
    return openidOf(this.settings.wechat.appId, user)
  }

  order(outTradeNo: string, total = 1990, change: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      appid: this.settings.wechat.appId,
      mchid: this.settings.wechatPay.mchId,
      description: '阿克苏苹果 1kg',
      out_trade_no: outTradeNo,
      notify_url: this.notifyUrl,
      amount: { total, currency: 'CNY' },
      payer: { openid: this.openid() },
      ...change,
    }
  }

  /** Places a JSAPI order and answers its prepay id. */
  async place(outTradeNo: string, total = 1990): Promise<string> {
    const { data } = await this.client().v3.pay.transactions.jsapi.post(this.order(outTradeNo, total))
    return data.prepay_id
  }

  /** Places and pays an order, and waits until its callback was brought (or held, dropped, refused). */
  async sell(outTradeNo: string, total = 1990): Promise<void> {
    this.sandbox.control.pay({ prepayId: await this.place(outTradeNo, total) })
    await this.sandbox.control.deliverDue()
  }

  /** Checks a callback as a careful shop would, with the independent library. */
  trusts({ headers, body }: Received): boolean {
    const { platformSerial, platformPublicKeyPem } = this.settings.wechatPay
    const timestamp = String(headers['wechatpay-timestamp'])
    const age = Math.abs(this.sandbox.control.now().getTime() / 1000 - Number(timestamp))
    if (headers['wechatpay-serial'] !== platformSerial || age > 300) return false
    const message = Formatter.response(timestamp, headers['wechatpay-nonce'], body)
    return Rsa.verify(message, String(headers['wechatpay-signature']), platformPublicKeyPem)
  }

  /** The decrypted resource of a callback. */
  reads({ body }: Received): Notice {
    const { ciphertext, nonce, associated_data: aad } = JSON.parse(body).resource
    return JSON.parse(AesGcm.decrypt(ciphertext, this.settings.wechatPay.apiV3Key, nonce, aad))
  }

  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }
}

/** A sandbox and one shop; the clock stands at real time until the test moves it. */
export async function aSandboxAndShop(): Promise<{
  sandbox: Sandbox
  shop: Shop
  close: () => Promise<void>
}> {
  const sandbox = await startSandbox({ clock: () => new Date() })
  const shop = await Shop.open(sandbox)
  return {
    sandbox,
    shop,
    close: async () => {
      shop.close()
      await sandbox.stop()
    },
  }
}

/** The refusal a call ends in: HTTP status and the provider's code. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ status: number; code: string; message: string }> {
  try {
    await call
  } catch (error) {
    const { response } = error as { response?: { status: number; data: { code: string; message: string } } }
    if (!response) throw error
    return { status: response.status, code: response.data.code, message: response.data.message }
  }
  throw new Error('the call was not refused')
}
