import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Account } from '../keys.js'
import { beijing } from '../wire.js'
import type { PayOrder, PayRefund, World } from '../world.js'
import { PayFault } from './fault.js'

export const BILL_COLUMNS =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,' +
  '应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,' +
  '手续费,费率,订单金额,申请退款金额,费率备注'
const SUMMARY_COLUMNS =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'
const FEE_BASIS_POINTS = 60

const yuan = (fen: number) => (fen / 100).toFixed(2)
/** The fee in yuan with five decimals: 0.60 % of fen. */
const fee = (fen: number) => ((fen * FEE_BASIS_POINTS) / 1_000_000).toFixed(5)
const cell = (text: string) => `\`${text.replace(/[,`\r\n]/g, ' ')}`

interface Line {
  at: string
  order: PayOrder
  refund?: PayRefund
}

function row({ at, order, refund }: Line): string {
  const time = beijing(new Date(at)).slice(0, 19).replace('T', ' ')
  return [
    time,
    order.appid,
    order.mchid,
    '0',
    '',
    order.transactionId ?? '',
    order.outTradeNo,
    order.openid ?? '',
    order.tradeType === 'H5' ? 'MWEB' : order.tradeType,
    refund ? 'REFUND' : 'SUCCESS',
    'OTHERS',
    'CNY',
    refund ? '0.00' : yuan(order.total),
    '0.00',
    refund?.refundId ?? '0',
    refund?.outRefundNo ?? '0',
    yuan(refund?.refund ?? 0),
    '0.00',
    refund ? 'ORIGINAL' : '',
    refund ? refund.status : '',
    order.description,
    order.attach ?? '',
    refund ? `-${fee(refund.refund)}` : fee(order.total),
    '0.60%',
    refund ? '0.00' : yuan(order.total),
    yuan(refund?.refund ?? 0),
    '',
  ]
    .map(cell)
    .join(',')
}

function summary(lines: Line[]): string {
  const sold = lines.filter((line) => !line.refund).reduce((sum, line) => sum + line.order.total, 0)
  const back = lines.reduce((sum, line) => sum + (line.refund?.refund ?? 0), 0)
  return [String(lines.length), yuan(sold), yuan(back), '0.00', fee(sold - back), yuan(sold), yuan(back)]
    .map(cell)
    .join(',')
}

/** The trade bill of one Beijing day as CSV text; undefined when nothing happened. */
export function tradeBill(world: World, account: Account, day: string, type: string): string | undefined {
  const on = (at: string | undefined) => at !== undefined && beijing(new Date(at)).startsWith(day)
  const mine = [...world.orders.values()].filter((order) => order.mchid === account.mchId)
  const sales: Line[] = mine
    .filter((order) => on(order.paidAt))
    .map((order) => ({ at: order.paidAt as string, order }))
  const refunds: Line[] = mine.flatMap((order) =>
    world
      .refundsOf(order)
      .filter((refund) => on(refund.settledAt ?? refund.createdAt))
      .map((refund) => ({ at: refund.settledAt ?? refund.createdAt, order, refund })),
  )
  const lines = [...(type === 'REFUND' ? [] : sales), ...(type === 'SUCCESS' ? [] : refunds)]
  if (!lines.length) return undefined
  lines.sort((a, b) => (a.at < b.at ? -1 : 1))
  return [BILL_COLUMNS, ...lines.map(row), SUMMARY_COLUMNS, summary(lines), ''].join('\r\n')
}

/** Bills asked for, to be fetched once by their token's owner. */
export class BillDesk {
  private readonly files = new Map<string, { mchid: string; bytes: Buffer }>()

  constructor(private readonly world: World) {}

  /** Writes the bill and answers where it can be fetched and its SHA-1 (of the text before gzip). */
  apply(account: Account, query: URLSearchParams): Record<string, string> {
    const day = query.get('bill_date') ?? ''
    const type = query.get('bill_type') ?? 'ALL'
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new PayFault(400, 'PARAM_ERROR', '账单日期格式为yyyy-MM-DD')
    if (!['ALL', 'SUCCESS', 'REFUND'].includes(type)) throw new PayFault(400, 'PARAM_ERROR', '账单类型不正确')
    if (day >= beijing(this.world.now()).slice(0, 10)) {
      throw new PayFault(400, 'INVALID_REQUEST', '账单日期不能晚于昨天')
    }
    const text = tradeBill(this.world, account, day, type)
    if (text === undefined) throw new PayFault(400, 'NO_STATEMENT_EXIST', '账单文件不存在')
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf8')
    const token = this.world.id()
    const zipped = query.get('tar_type') === 'GZIP'
    this.files.set(token, { mchid: account.mchId, bytes: zipped ? gzipSync(bytes) : bytes })
    return {
      hash_type: 'SHA1',
      hash_value: createHash('sha1').update(bytes).digest('hex'),
      download_url: `${this.world.url}/v3/billdownload/file?token=${token}`,
    }
  }

  fetch(account: Account, token: string): Buffer {
    const file = this.files.get(token)
    if (file?.mchid !== account.mchId) throw new PayFault(400, 'PARAM_ERROR', '账单下载地址已失效')
    return file.bytes
  }
}
