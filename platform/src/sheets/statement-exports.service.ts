import { Injectable } from '@nestjs/common'
import type { Writable } from 'node:stream'
import { currencyDigits, type SettlementLine, type SheetFormat, type Statement } from '@storeweave/contract'
import { decimalOf } from '@storeweave/rules/sheets'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { scope } from '../kernel/scope.js'
import { StatementService, type Side } from '../suppliers/index.js'
import { writeSheet, type OutCell } from './write-sheet.js'

const PAGE = 1000
const HEADS = {
  'zh-CN': [
    '日期',
    '类型',
    '订单号',
    '门店',
    '规格编号',
    '商品',
    '数量',
    '实付金额',
    '费率 %',
    '佣金',
    '结算金额',
    '说明',
  ],
  en: [
    'Day',
    'Kind',
    'Order',
    'Store',
    'SKU',
    'Goods',
    'Quantity',
    'Paid',
    'Rate %',
    'Commission',
    'Amount',
    'Note',
  ],
} as const
const KINDS = {
  'zh-CN': { sale: '销售', refund: '退款', fee: '服务费', adjustment: '调整', share: '已分账' },
  en: { sale: 'Sale', refund: 'Refund', fee: 'Fee', adjustment: 'Adjustment', share: 'Shared' },
} as const

/** A statement's lines as a sheet, page by page: a large one never stands in memory. */
@Injectable()
export class StatementExportsService {
  constructor(private readonly statements: StatementService) {}

  /** The statement, before anything is written: one that isn't there answers 404. */
  find(side: Side, id: string): Promise<Statement> {
    return this.statements.one(side, id)
  }

  /** Writes all lines at the reader's pace; that it was done is an audit entry. */
  async write(side: Side, id: string, format: SheetFormat, out: Writable): Promise<void> {
    const { number, currency } = await this.find(side, id)
    await transaction(async () =>
      record(
        side === 'brand'
          ? { subject: 'Settlement', id, name: number, permission: 'Settlement:read', note: format }
          : { subject: 'Supply', id, name: number, permission: 'Supply:settle', note: format },
      ),
    )
    const digits = currencyDigits(currency)
    const { statements } = this
    const pages = async function* (): AsyncGenerator<OutCell[][]> {
      for (let cursor: string | undefined; ;) {
        const page = await statements.lines(side, id, { limit: PAGE, ...(cursor ? { cursor } : {}) })
        yield page.items.map((line) => cellsOf(line, digits))
        if (page.nextCursor === null) return
        cursor = page.nextCursor
      }
    }
    await writeSheet(format, { name: number.slice(0, 31), head: HEADS[scope().locale], pages: pages() }, out)
  }
}

const said = (words: { zh: string; en: string } | null): string =>
  words ? (scope().locale === 'en' && words.en) || words.zh : ''
const signed = (amount: number | null, digits: number): OutCell =>
  amount === null ? '' : { number: `${amount < 0 ? '-' : ''}${decimalOf(Math.abs(amount), digits)}` }
const cellsOf = (l: SettlementLine, digits: number): OutCell[] => [
  l.day,
  KINDS[scope().locale][l.kind],
  l.orderNumber ?? l.orderRef ?? '',
  said(l.storeName),
  l.skuCode,
  [said(l.name), said(l.optionText)].filter(Boolean).join(' '),
  { number: String(l.quantity) },
  signed(l.base, digits),
  l.rate === null ? '' : { number: decimalOf(l.rate, 2) },
  signed(l.commission, digits),
  signed(l.amount, digits),
  l.note,
]
