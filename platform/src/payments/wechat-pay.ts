import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { config } from '../kernel/config.js'
import { tenantId } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import type {
  CodeCharge,
  Notice,
  PaymentProvider,
  Prepaid,
  PrepayOrder,
  ProviderPayment,
  ProviderRefund,
  RefundOrder,
} from './provider.js'
import { WechatPayClient, type Believed, type Json, type Merchant } from './wechat-pay.client.js'
import { nonce, sign } from './wechat-pay.signature.js'
import { refusalWords } from './wechat-pay.words.js'

const PAY = '/v3/pay/transactions'
const REFUNDS = '/v3/refund/domestic/refunds'
/** WeChat Pay takes no deadline nearer than a minute. */
const DEADLINE_MS_MIN = 65_000

const STATES: Record<string, ProviderPayment['state']> = {
  SUCCESS: 'paid',
  REFUND: 'paid',
  NOTPAY: 'open',
  USERPAYING: 'open',
  ACCEPT: 'open',
  CLOSED: 'closed',
  REVOKED: 'closed',
  PAYERROR: 'failed',
}
const REFUND_STATES: Record<string, ProviderRefund['state']> = {
  SUCCESS: 'done',
  PROCESSING: 'sent',
  ABNORMAL: 'failed',
  CLOSED: 'failed',
}

const refused = ({ code, message }: Believed) =>
  new Fault('payments.provider_refused', {
    reason: refusalWords(code, message, scope().locale),
    providerCode: code,
  })
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const notifyUrl = (what: 'payments' | 'refunds') =>
  `${config().publicUrl}/api/callbacks/wechat-pay/${tenantId()}/${what}`

/** WeChat Pay v3 of a merchant with its own account. */
@Injectable()
export class WechatPay implements PaymentProvider {
  constructor(private readonly client: WechatPayClient) {}

  async prepay(order: PrepayOrder): Promise<Prepaid> {
    const merchant = await this.client.merchant()
    const path = { wechat_jsapi: 'jsapi', wechat_h5: 'h5', wechat_native: 'native' }[order.method]
    const answer = await this.client.send(merchant, 'POST', `${PAY}/${path}`, {
      ...common(merchant, order),
      notify_url: notifyUrl('payments'),
      time_expire: new Date(Math.max(Date.parse(order.expiresAt), clock.now().getTime() + DEADLINE_MS_MIN))
        .toISOString()
        .replace(/\.\d+Z$/, '+00:00'),
      ...(order.method === 'wechat_jsapi' ? { payer: { openid: order.openId } } : {}),
      ...(order.method === 'wechat_h5'
        ? { scene_info: { payer_client_ip: order.clientIp, h5_info: { type: 'Wap' } } }
        : {}),
    })
    if (answer.code === 'ORDERPAID') return { refused: 'paid' }
    if (answer.code === 'ORDER_CLOSED') return { refused: 'closed' }
    if (answer.status !== 200) throw refused(answer)
    const { prepay_id: prepayId, h5_url: h5Url, code_url: codeUrl } = answer.body
    return {
      jsapi: order.method === 'wechat_jsapi' ? jsapiParams(merchant, text(prepayId)) : null,
      h5Url:
        order.method === 'wechat_h5'
          ? text(h5Url) + (order.returnUrl ? `&redirect_url=${encodeURIComponent(order.returnUrl)}` : '')
          : null,
      codeUrl: order.method === 'wechat_native' ? text(codeUrl) : null,
    }
  }

  async chargeCode(charge: CodeCharge): Promise<ProviderPayment> {
    const merchant = await this.client.merchant()
    const answer = await this.client.send(merchant, 'POST', `${PAY}/codepay`, {
      ...common(merchant, charge),
      payer: { auth_code: charge.authCode },
      scene_info: { store_info: { id: charge.storeCode.slice(0, 32) } },
    })
    if (answer.status === 200) return paymentOf(answer.body)
    if (answer.code === 'USERPAYING' || answer.status === 202)
      return { ...nothing(merchant, charge.outTradeNo), state: 'open' }
    // a second try under the same number after the first one went through: asking tells the rest
    if (answer.code === 'ORDERPAID') return { ...nothing(merchant, charge.outTradeNo), state: 'open' }
    throw refused(answer)
  }

  async query(outTradeNo: string): Promise<ProviderPayment> {
    const merchant = await this.client.merchant()
    const answer = await this.client.send(
      merchant,
      'GET',
      `${PAY}/out-trade-no/${outTradeNo}?mchid=${merchant.mchId}`,
    )
    if (answer.status === 200) return paymentOf(answer.body)
    if (answer.status === 404) return nothing(merchant, outTradeNo)
    throw refused(answer)
  }

  async close(outTradeNo: string): Promise<'closed' | 'paid'> {
    const merchant = await this.client.merchant()
    const answer = await this.client.send(merchant, 'POST', `${PAY}/out-trade-no/${outTradeNo}/close`, {
      mchid: merchant.mchId,
    })
    if (answer.status === 204 || answer.status === 404 || answer.code === 'ORDER_CLOSED') return 'closed'
    if (answer.code === 'ORDERPAID') return 'paid'
    throw refused(answer)
  }

  async reverse(outTradeNo: string): Promise<void> {
    const merchant = await this.client.merchant()
    const answer = await this.client.send(merchant, 'POST', `${PAY}/out-trade-no/${outTradeNo}/reverse`, {
      appid: merchant.appId,
      mchid: merchant.mchId,
    })
    if (answer.status !== 200 && answer.status !== 404) throw refused(answer)
  }

  async refund(order: RefundOrder): Promise<ProviderRefund> {
    const merchant = await this.client.merchant()
    const answer = await this.client.send(merchant, 'POST', REFUNDS, {
      out_trade_no: order.outTradeNo,
      out_refund_no: order.outRefundNo,
      reason: order.reason.slice(0, 80),
      notify_url: notifyUrl('refunds'),
      amount: { refund: order.amount, total: order.total, currency: order.currency },
    })
    if (answer.status !== 200) throw refused(answer)
    return refundOf(merchant, answer.body)
  }

  async queryRefund(outRefundNo: string): Promise<ProviderRefund> {
    const merchant = await this.client.merchant()
    const answer = await this.client.send(merchant, 'GET', `${REFUNDS}/${outRefundNo}`)
    if (answer.status === 200) return refundOf(merchant, answer.body)
    if (answer.status === 404)
      return {
        state: 'unknown',
        merchantId: merchant.mchId,
        outTradeNo: '',
        outRefundNo,
        providerRefund: null,
        amount: 0,
      }
    throw refused(answer)
  }

  async readPayment(notice: Notice): Promise<ProviderPayment> {
    const { merchant, resource } = await this.client.open(notice)
    const payment = paymentOf(resource)
    if (payment.merchantId !== merchant.mchId) throw new Fault('payments.signature_invalid')
    return payment
  }

  async readRefund(notice: Notice): Promise<ProviderRefund> {
    const { merchant, resource } = await this.client.open(notice)
    if (resource['mchid'] !== merchant.mchId) throw new Fault('payments.signature_invalid')
    return refundOf(merchant, resource)
  }
}

const common = (
  merchant: Merchant,
  order: { outTradeNo: string; description: string; amount: number; currency: string; sharing: boolean },
): Json => ({
  appid: merchant.appId,
  mchid: merchant.mchId,
  description: [...order.description].slice(0, 120).join(''),
  out_trade_no: order.outTradeNo,
  amount: { total: order.amount, currency: order.currency },
  ...(order.sharing ? { settle_info: { profit_sharing: true } } : {}),
})

function jsapiParams(merchant: Merchant, prepayId: string) {
  const timeStamp = String(Math.floor(clock.now().getTime() / 1000))
  const nonceStr = nonce()
  const pack = `prepay_id=${prepayId}`
  const paySign = sign(
    `${merchant.appId}\n${timeStamp}\n${nonceStr}\n${pack}\n`,
    merchant.merchantPrivateKeyPem,
  )
  return { appId: merchant.appId, timeStamp, nonceStr, package: pack, signType: 'RSA' as const, paySign }
}

const nothing = (merchant: Merchant, outTradeNo: string): ProviderPayment => ({
  state: 'unknown',
  merchantId: merchant.mchId,
  outTradeNo,
  transactionId: null,
  amount: 0,
  currency: '',
  paidAt: null,
})

const instant = (value: unknown) => {
  const at = new Date(text(value))
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** Reads a transaction; one without a state we know is not decided yet. */
function paymentOf(body: Json): ProviderPayment {
  const amount = (body['amount'] ?? {}) as Json
  return {
    state: STATES[text(body['trade_state'])] ?? 'open',
    merchantId: text(body['mchid']),
    outTradeNo: text(body['out_trade_no']),
    transactionId: text(body['transaction_id']) || null,
    amount: Number(amount['total'] ?? -1),
    currency: text(amount['currency']),
    paidAt: instant(body['success_time']),
  }
}

function refundOf(merchant: Merchant, body: Json): ProviderRefund {
  const amount = (body['amount'] ?? {}) as Json
  return {
    state: REFUND_STATES[text(body['status'] ?? body['refund_status'])] ?? 'sent',
    merchantId: merchant.mchId,
    outTradeNo: text(body['out_trade_no']),
    outRefundNo: text(body['out_refund_no']),
    providerRefund: text(body['refund_id']) || null,
    amount: Number(amount['refund'] ?? -1),
  }
}
