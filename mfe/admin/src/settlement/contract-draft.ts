import type { AgreeContract, ContractModel, StatementPeriod, SupplierContract } from '@storeweave/contract'
import { earliestNext } from '@storeweave/rules/suppliers'

/** A next version as it is typed; percentages as people write them. */
export interface ContractDraft {
  model: ContractModel
  percent: string
  categories: { categoryId: string; percent: string }[]
  feeFixed: number | undefined
  feePercent: string
  holdDays: string
  period: StatementPeriod
  from: string
  until: string
  terms: string
}
const MODEL = 'commission' as const

/** What a next version begins with: the newest one's terms, from the first day it may begin. */
export function draftOf(contracts: readonly SupplierContract[], today: string): ContractDraft {
  const last = contracts[0]
  const versions = contracts.map(({ from, until }) => ({ from, until }))
  return {
    model: last?.model ?? MODEL,
    percent: last ? String(last.rate / 100) : '',
    categories: (last?.categoryRates ?? []).map((c) => ({
      categoryId: c.categoryId,
      percent: String(c.rate / 100),
    })),
    feeFixed: last?.feeFixed || undefined,
    feePercent: last?.feeRate ? String(last.feeRate / 100) : '',
    holdDays: String(last?.holdDays ?? 7),
    period: last?.period ?? 'month',
    from: earliestNext(versions, today) ?? today,
    until: '',
    terms: last?.terms ?? '',
  }
}

/** A percentage in basis points; undefined when it is none. */
export function rateOf(text: string): number | undefined {
  if (!/^\d{1,3}(?:\.\d{1,2})?$/.test(text.trim())) return undefined
  const rate = Math.round(Number(text) * 100)
  return rate <= 10_000 ? rate : undefined
}

/** The version to be sent, or the fields that don't fit. */
export function agreedOf(id: string, d: ContractDraft): { body: AgreeContract } | { wrong: string[] } {
  const commission = d.model === 'commission'
  const rate = commission ? rateOf(d.percent) : 0
  const feeRate = d.feePercent.trim() === '' ? 0 : rateOf(d.feePercent)
  const holdDays = /^\d{1,3}$/.test(d.holdDays.trim()) ? Number(d.holdDays) : undefined
  const categoryRates = commission
    ? d.categories.map((c) => ({ categoryId: c.categoryId, rate: rateOf(c.percent) }))
    : []
  const wrong = [
    ...(rate === undefined ? ['percent'] : []),
    ...(feeRate === undefined ? ['feePercent'] : []),
    ...(holdDays === undefined || holdDays > 365 ? ['holdDays'] : []),
    ...(categoryRates.some((c) => !c.categoryId || c.rate === undefined) ? ['categories'] : []),
    ...(d.from ? [] : ['from']),
    ...(d.until && d.until < d.from ? ['until'] : []),
  ]
  if (wrong.length) return { wrong }
  return {
    body: {
      id,
      model: d.model,
      rate: rate!,
      categoryRates: categoryRates.map((c) => ({ categoryId: c.categoryId, rate: c.rate! })),
      feeFixed: d.feeFixed ?? 0,
      feeRate: feeRate!,
      holdDays: holdDays!,
      period: d.period,
      from: d.from,
      until: d.until || null,
      terms: d.terms.trim(),
    },
  }
}
