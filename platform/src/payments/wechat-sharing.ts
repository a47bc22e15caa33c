import { Injectable } from '@nestjs/common'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import type {
  ProviderReturn,
  ProviderShare,
  ReturnOrder,
  ShareOrder,
  SharingProvider,
  Why,
} from './sharing-provider.js'
import { WechatPayClient, type Believed, type Json } from './wechat-pay.client.js'
import { sealName } from './wechat-pay.signature.js'
import { refusalWords } from './wechat-pay.words.js'

const SHARING = '/v3/profitsharing'
/** Refusals that end nothing: the brand's account, its keys or the provider's patience, not this order. */
const PASSING = new Set(['NO_AUTH', 'SIGN_ERROR', 'RATELIMIT_EXCEEDED', 'FREQUENCY_LIMITED', 'SYSTEM_ERROR'])

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const whyOf = ({ code, message }: Believed): Why => ({ code, words: message })

/** Profit sharing (分账) of WeChat Pay v3 for a merchant with its own account. */
@Injectable()
export class WechatSharing implements SharingProvider {
  constructor(private readonly client: WechatPayClient) {}

  async ownAccount(): Promise<string> {
    return (await this.client.merchant()).mchId
  }

  async addReceiver(account: string, name: string): Promise<Why | undefined> {
    const merchant = await this.client.merchant()
    const answer = await this.client.send(merchant, 'POST', `${SHARING}/receivers/add`, {
      appid: merchant.appId,
      type: 'MERCHANT_ID',
      account,
      name: sealName(name, merchant.platformPublicKeyPem),
      relation_type: 'SUPPLIER',
    })
    if (answer.status === 200) return undefined
    lasting(answer)
    return whyOf(answer)
  }

  async share(order: ShareOrder): Promise<ProviderShare> {
    const merchant = await this.client.merchant()
    const { account, amount, description } = order
    const answer = await this.client.send(merchant, 'POST', `${SHARING}/orders`, {
      appid: merchant.appId,
      transaction_id: order.transactionId,
      out_order_no: order.outOrderNo,
      receivers: [{ type: 'MERCHANT_ID', account, amount, description }],
      unfreeze_unsplit: false,
    })
    if (answer.status !== 200) return refused(answer)
    return shareOf(answer.body, account)
  }

  async queryShare({
    transactionId,
    outOrderNo,
    account,
  }: Pick<ShareOrder, 'transactionId' | 'outOrderNo' | 'account'>): Promise<ProviderShare> {
    const merchant = await this.client.merchant()
    const target = `${SHARING}/orders/${outOrderNo}?transaction_id=${transactionId}`
    const answer = await this.client.send(merchant, 'GET', target)
    if (answer.status === 404) return { ...nothing, state: 'unknown' }
    // what was sent may have been carried out all the same: only an answer to the instruction itself ends it
    if (answer.status !== 200) lasting(answer, true)
    return account ? shareOf(answer.body, account) : freedOf(answer.body)
  }

  async unfreeze({
    transactionId,
    outOrderNo,
    description,
  }: Pick<ShareOrder, 'transactionId' | 'outOrderNo' | 'description'>): Promise<ProviderShare> {
    const merchant = await this.client.merchant()
    const answer = await this.client.send(merchant, 'POST', `${SHARING}/orders/unfreeze`, {
      transaction_id: transactionId,
      out_order_no: outOrderNo,
      description,
    })
    return answer.status === 200 ? freedOf(answer.body) : refused(answer)
  }

  async giveBack(order: ReturnOrder): Promise<ProviderReturn> {
    const merchant = await this.client.merchant()
    const answer = await this.client.send(merchant, 'POST', `${SHARING}/return-orders`, {
      out_order_no: order.outOrderNo,
      out_return_no: order.outReturnNo,
      return_mchid: order.account,
      amount: order.amount,
      description: order.description,
    })
    if (answer.status === 200) return returnOf(answer.body)
    lasting(answer)
    return { state: 'failed', amount: order.amount, why: whyOf(answer) }
  }

  async queryReturn({
    outOrderNo,
    outReturnNo,
  }: Pick<ReturnOrder, 'outOrderNo' | 'outReturnNo'>): Promise<ProviderReturn> {
    const merchant = await this.client.merchant()
    const target = `${SHARING}/return-orders/${outReturnNo}?out_order_no=${outOrderNo}`
    const answer = await this.client.send(merchant, 'GET', target)
    if (answer.status === 404) return { state: 'unknown', amount: 0, why: NONE }
    if (answer.status !== 200) lasting(answer, true)
    return returnOf(answer.body)
  }
}

const NONE: Why = { code: '', words: '' }
const nothing = { providerOrder: null, amount: 0, why: NONE }

/** Throws where a refusal says nothing of what was asked for. */
function lasting(answer: Believed, always = false): void {
  if (always || answer.status === 401 || PASSING.has(answer.code))
    throw new Fault('payments.provider_refused', {
      reason: refusalWords(answer.code, answer.message, scope().locale),
      providerCode: answer.code,
    })
}
function refused(answer: Believed): ProviderShare {
  lasting(answer)
  return { ...nothing, state: 'refused', why: whyOf(answer) }
}

const failed = (code: unknown): Why => ({ code: text(code) || 'UNKNOWN', words: '' })

/** What the one receiver of an instruction got. */
function shareOf(body: Json, account: string): ProviderShare {
  const all = Array.isArray(body['receivers']) ? (body['receivers'] as Json[]) : []
  const ours = all.find((r) => r['type'] === 'MERCHANT_ID' && r['account'] === account)
  const result = text(ours?.['result'])
  return {
    state: result === 'SUCCESS' ? 'done' : result === 'CLOSED' ? 'closed' : 'sent',
    providerOrder: text(body['order_id']) || null,
    amount: Number(ours?.['amount'] ?? -1),
    why: result === 'CLOSED' ? failed(ours?.['fail_reason']) : NONE,
  }
}
const freedOf = (body: Json): ProviderShare => ({
  state: body['state'] === 'FINISHED' ? 'done' : 'sent',
  providerOrder: text(body['order_id']) || null,
  amount: 0,
  why: NONE,
})
function returnOf(body: Json): ProviderReturn {
  const result = text(body['result'])
  return {
    state: result === 'SUCCESS' ? 'done' : result === 'FAILED' ? 'failed' : 'sent',
    amount: Number(body['amount'] ?? -1),
    why: result === 'FAILED' ? failed(body['fail_reason']) : NONE,
  }
}
