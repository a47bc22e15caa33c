import { Injectable } from '@nestjs/common'
import { TenancyService, type Providers } from '../tenancy/index.js'
import { clock } from '../kernel/clock.js'
import { config } from '../kernel/config.js'
import { inTransaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { log } from '../kernel/log.js'
import { callOut } from '../kernel/outbound.js'
import {
  authorization,
  isGenuine,
  openResource,
  type SealedResource,
  type Signed,
} from './wechat-pay.signature.js'
import type { Notice } from './provider.js'

export type Merchant = NonNullable<Providers['wechatPay']> & { appId: string }
export type Json = Record<string, unknown>
/** A believed answer: HTTP status below 500, its body, and the provider's error code when it is none of success. */
export interface Believed {
  status: number
  body: Json
  code: string
  message: string
}

const TIMEOUT_MS = 6_000

/** The wire of WeChat Pay v3: signs what goes out, believes only what is signed. */
@Injectable()
export class WechatPayClient {
  constructor(private readonly tenancy: TenancyService) {}

  /** The tenant's merchant account. Throws `payments.not_configured`. */
  async merchant(): Promise<Merchant> {
    const { providers, wechatAppId } = await this.tenancy.settings()
    const appId = providers.wechat?.appId ?? wechatAppId
    if (!providers.wechatPay || !appId) throw new Fault('payments.not_configured')
    return { ...providers.wechatPay, appId }
  }

  /**
   * Sends a request and answers what the provider says, be it yes or no. Throws `payments.provider_failed` when there is
   * no answer or it can't be believed, `server.provider_down` when nothing was sent.
   */
  async send(merchant: Merchant, method: 'GET' | 'POST', target: string, body?: Json): Promise<Believed> {
    if (inTransaction()) throw new Error('no network call inside a transaction')
    const text = body ? JSON.stringify(body) : ''
    const answer = await callOut(config().providers.wechatPay + target, {
      method,
      timeoutMs: TIMEOUT_MS,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'Storeweave',
        'wechatpay-serial': merchant.platformSerial,
        authorization: authorization(method, target, text, clock.now(), merchant),
      },
      ...(text ? { body: text } : {}),
    }).catch(inWordsOfPayments)
    if (answer.status >= 500 || answer.status === 429) throw failed(target, answer.status, 'provider is down')
    // a refusal of our own signature comes unsigned; it carries no money fact
    if (answer.status !== 401 && !this.genuine(merchant, (name) => answer.headers.get(name), answer.bytes))
      throw failed(target, answer.status, 'answer is not signed by the provider')
    const json = answer.text ? (parse(answer.text) ?? {}) : {}
    if (answer.status === 401)
      log().error(
        { target, provider: 'wechat_pay', reason: String(json['message'] ?? '') },
        'provider does not accept our signature',
      )
    return {
      status: answer.status,
      body: json,
      code: answer.status >= 300 || answer.status === 202 ? String(json['code'] ?? '') : '',
      message: String(json['message'] ?? ''),
    }
  }

  /** Proves a callback and opens its resource. Throws `payments.signature_invalid`. */
  async open(notice: Notice): Promise<{ merchant: Merchant; eventId: string; resource: Json }> {
    const merchant = await this.merchant()
    const header = (name: string) => [notice.headers[name] ?? ''].flat()[0] ?? ''
    if (!this.genuine(merchant, header, notice.raw)) throw new Fault('payments.signature_invalid')
    const event = parse(notice.raw.toString('utf8'))
    try {
      const resource = parse(openResource(event?.['resource'] as SealedResource, merchant.apiV3Key))
      if (event && resource) return { merchant, eventId: String(event['id']), resource }
    } catch (error) {
      log().warn(
        { provider: 'wechat_pay', err: (error as Error).message },
        'signed callback could not be opened',
      )
    }
    throw new Fault('payments.signature_invalid')
  }

  private genuine(merchant: Merchant, header: (name: string) => string | null, body: Buffer): boolean {
    const signed: Signed = {
      timestamp: header('wechatpay-timestamp') ?? '',
      nonce: header('wechatpay-nonce') ?? '',
      signature: header('wechatpay-signature') ?? '',
      serial: header('wechatpay-serial') ?? '',
    }
    return isGenuine(signed, body, clock.now(), {
      serial: merchant.platformSerial,
      publicKeyPem: merchant.platformPublicKeyPem,
    })
  }
}

function inWordsOfPayments(error: unknown): never {
  if (!(error instanceof Fault) || error.code !== 'server.provider_failed') throw error
  throw Object.assign(new Fault('payments.provider_failed'), { cause: error.cause })
}

function failed(target: string, status: number, why: string): Fault {
  log().warn({ provider: 'wechat_pay', target: target.split('?')[0], status }, why)
  return new Fault('payments.provider_failed')
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : undefined
  } catch (error) {
    log().debug({ err: (error as Error).message }, 'not JSON')
    return undefined
  }
}
