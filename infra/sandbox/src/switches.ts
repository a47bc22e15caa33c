/** Ways in which a payment or refund callback can go wrong. */
export const FORGERIES = ['signature', 'other-key', 'body', 'probe', 'stale', 'amount'] as const
export type Forgery = (typeof FORGERIES)[number]

/** Everything that can be made to go wrong, with the words a person reads. */
export const SWITCHES = {
  'callback-duplicate': { zh: '回调重复送达', en: 'Callback arrives twice' },
  'callback-late': { zh: '回调延迟，直到手动放行', en: 'Callback held until released' },
  'callback-missing': { zh: '回调丢失，永不送达', en: 'Callback never arrives' },
  'forged-signature': { zh: '伪造回调：签名错误', en: 'Forged callback: bad signature' },
  'forged-other-key': { zh: '伪造回调：用别的密钥签名', en: 'Forged callback: signed by another key' },
  'forged-body': { zh: '伪造回调：签名后正文被改', en: 'Forged callback: body altered after signing' },
  'forged-probe': { zh: '签名探测（WECHATPAY/SIGNTEST/）', en: 'Signature probe (WECHATPAY/SIGNTEST/)' },
  'forged-stale': { zh: '时间戳早了 6 分钟的回调', en: 'Callback with a timestamp 6 minutes old' },
  'forged-amount': { zh: '金额被改但签名有效的回调', en: 'Validly signed callback with another amount' },
  'pay-down': { zh: '微信支付返回 500', en: 'WeChat Pay answers 500' },
  'pay-timeout': { zh: '微信支付不应答（超时）', en: 'WeChat Pay never answers' },
  'pay-answer-lost': { zh: '请求已执行，但应答丢失', en: 'Request is carried out, its answer is lost' },
  'pay-answer-forged': { zh: '应答签名错误', en: 'Answer with a bad signature' },
  'code-userpaying': { zh: '付款码：用户支付中', en: 'Payment code: user is entering the password' },
  'code-notenough': { zh: '付款码：余额不足', en: 'Payment code: not enough money' },
  'refund-abnormal': { zh: '退款异常', en: 'Refund ends abnormal' },
  'refund-notenough': { zh: '退款：商户余额不足', en: 'Refund: merchant balance too low' },
  'receiver-refused': { zh: '分账：接收方被拒绝', en: 'Sharing: receiver is refused' },
  'share-slow': { zh: '分账：一直处理中', en: 'Sharing: stays in process' },
  'share-closed': { zh: '分账：接收方账户异常，关闭', en: 'Sharing: closed, receiver abnormal' },
  'return-slow': { zh: '分账回退：一直处理中', en: 'Return of a share: stays in process' },
  'return-failed': { zh: '分账回退失败', en: 'Return of a share fails' },
  'return-notenough': { zh: '分账回退：回退方余额不足', en: 'Return of a share: balance too low' },
  'wechat-down': { zh: '微信接口系统繁忙（-1）', en: 'WeChat is busy (-1)' },
  'subscribe-refused': { zh: '用户拒收订阅消息', en: 'User refuses subscribe messages' },
  'sms-limit': { zh: '短信触发流控', en: 'SMS refused by the rate limit' },
  'sms-down': { zh: '短信服务不可用', en: 'SMS service is down' },
} as const
export type SwitchKind = keyof typeof SWITCHES

export interface SwitchRequest {
  kind: SwitchKind
  /** Only for this merchant order number; without it for every one. */
  outTradeNo?: string
  /** How often it strikes; without it until it is turned off. */
  times?: number
}

export interface SwitchRule extends SwitchRequest {
  id: string
  struck: number
}

/** Who is struck: the order number, where there is one. */
export interface Target {
  outTradeNo?: string
}

/** The switches that are on. The oldest fitting rule strikes first. */
export class Switchboard {
  private rules: SwitchRule[] = []
  private count = 0

  /** Turns a switch on; throws on an unknown kind or a count below one. */
  on(request: SwitchRequest): SwitchRule {
    if (!(request.kind in SWITCHES)) throw new Error(`unknown switch: ${String(request.kind)}`)
    if (request.times !== undefined && !(Number.isInteger(request.times) && request.times > 0)) {
      throw new Error('times is a whole number from 1')
    }
    const { kind, outTradeNo, times } = request
    const rule: SwitchRule = { id: `s${++this.count}`, kind, struck: 0 }
    if (outTradeNo) rule.outTradeNo = outTradeNo
    if (times) rule.times = times
    this.rules.push(rule)
    return rule
  }

  /** Turns one rule off by id, all of a kind, or everything. */
  off(what?: string): void {
    this.rules = what ? this.rules.filter((rule) => rule.id !== what && rule.kind !== what) : []
  }

  list(): SwitchRule[] {
    return this.rules.map((rule) => ({ ...rule }))
  }

  /** True when a rule of this kind fits; counts the strike. */
  strikes(kind: SwitchKind, target: Target = {}): boolean {
    const rule = this.rules.find(
      (r) => r.kind === kind && (r.outTradeNo === undefined || r.outTradeNo === target.outTradeNo),
    )
    if (!rule) return false
    rule.struck += 1
    if (rule.times !== undefined && rule.struck >= rule.times) {
      this.rules = this.rules.filter((r) => r !== rule)
    }
    return true
  }
}
