/** One balanced movement of money: `amount` minor units from the credit to the debit account. `kind` and `ref` make it once. */
export interface Transfer {
  debit: string
  credit: string
  amount: number
  currency: string
  kind: string
  ref: string
  orderId?: string
}

/** The accounts of a tenant, by name. What a provider or a drawer owes us is debited when money comes in. */
export const accounts = {
  provider: (name: 'wechat_pay') => `provider:${name}`,
  cash: (storeId: string) => `cash:${storeId}`,
  sales: 'sales',
  refunds: 'refunds',
  /** Money that belongs to no sale: it came too late or twice, and goes back. */
  unapplied: 'unapplied',
  /** What the brand owes a supplier: credits less debits. */
  supplier: (id: string) => `supplier:${id}`,
  /** What suppliers' goods cost the brand: in the commission model all that was paid for them. */
  supplierGoods: 'supplier_goods',
  /** What the brand keeps of it. */
  commission: 'commission',
  /** What suppliers were told they are sent, until the provider has done it. */
  sharing: 'sharing',
  supplierFees: 'supplier_fees',
  supplierAdjustments: 'supplier_adjustments',
  /** What a store owes HQ for goods delivered to order: debits less credits. */
  storeTrade: (storeId: string) => `store:${storeId}`,
  /** What HQ owes a supplier for goods delivered to order: credits less debits. */
  supplierTrade: (supplierId: string) => `trade:${supplierId}`,
  /** What HQ earned by supplying its stores, and what goods ordered from suppliers cost it. */
  supplies: 'supplies',
  purchases: 'purchases',
  bank: 'bank',
} as const
