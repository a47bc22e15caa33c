/** A payment as the provider tells it. `open`: not decided yet; `unknown`: the provider has never heard of it. Amounts in minor units. */
export interface ProviderPayment {
  state: 'paid' | 'open' | 'closed' | 'failed' | 'unknown'
  merchantId: string
  outTradeNo: string
  transactionId: string | null
  amount: number
  currency: string
  paidAt: string | null
}
/** A refund as the provider tells it. */
export interface ProviderRefund {
  state: 'done' | 'sent' | 'failed' | 'unknown'
  merchantId: string
  outTradeNo: string
  outRefundNo: string
  providerRefund: string | null
  amount: number
}

/** An order of payment. `openId` for jsapi, `clientIp` and `returnUrl` for h5. */
export interface PrepayOrder {
  method: 'wechat_jsapi' | 'wechat_h5' | 'wechat_native'
  outTradeNo: string
  description: string
  amount: number
  currency: string
  expiresAt: string
  /** The money is to be frozen until it was shared. */
  sharing: boolean
  openId?: string
  clientIp?: string
  returnUrl?: string
}
export interface JsapiParams {
  appId: string
  timeStamp: string
  nonceStr: string
  package: string
  signType: 'RSA'
  paySign: string
}
/** What the client goes on with; `refused` when the provider has the order paid or closed already. */
export type Prepaid =
  | { refused: 'paid' | 'closed' }
  | { refused?: undefined; jsapi: JsapiParams | null; h5Url: string | null; codeUrl: string | null }

export interface CodeCharge {
  outTradeNo: string
  description: string
  amount: number
  currency: string
  authCode: string
  sharing: boolean
  storeCode: string
}
export interface RefundOrder {
  outTradeNo: string
  outRefundNo: string
  amount: number
  total: number
  currency: string
  reason: string
}
/** A callback as it came in. `raw` are the very bytes of its body: the signature is over them. */
export interface Notice {
  headers: Record<string, string | string[] | undefined>
  raw: Buffer
}

/**
 * A payment provider. None of this may run inside a transaction. Throws `payments.provider_failed` when the provider
 * gave no answer that can be trusted, `server.provider_down` when it was not even asked, `payments.provider_refused` when
 * it said no, `payments.not_configured`.
 */
export interface PaymentProvider {
  prepay(order: PrepayOrder): Promise<Prepaid>
  /** Charges the code on the shopper's phone. `open`: they are typing a password; ask again. */
  chargeCode(charge: CodeCharge): Promise<ProviderPayment>
  query(outTradeNo: string): Promise<ProviderPayment>
  /** Ends an unpaid payment. `paid` when money got there first. */
  close(outTradeNo: string): Promise<'closed' | 'paid'>
  /** Ends a code payment for good; money that was taken goes back. */
  reverse(outTradeNo: string): Promise<void>
  refund(order: RefundOrder): Promise<ProviderRefund>
  queryRefund(outRefundNo: string): Promise<ProviderRefund>
  /** Proves a callback to be the provider's (`payments.signature_invalid` otherwise) and reads it. */
  readPayment(notice: Notice): Promise<ProviderPayment>
  readRefund(notice: Notice): Promise<ProviderRefund>
}
