/** Why something was not done: the provider's code and words, both empty where nothing is wrong. */
export interface Why {
  code: string
  words: string
}
/** What became of an instruction. `unknown`: the provider has never heard of it; `refused`: it said no to the request itself. */
export interface ProviderShare {
  state: 'done' | 'sent' | 'closed' | 'refused' | 'unknown'
  providerOrder: string | null
  amount: number
  why: Why
}
export interface ProviderReturn {
  state: 'done' | 'sent' | 'failed' | 'unknown'
  amount: number
  why: Why
}
/** Money of a paid order for a merchant. `account` is its number; the out numbers make a repeat harmless. */
export interface ShareOrder {
  transactionId: string
  outOrderNo: string
  account: string
  amount: number
  description: string
}
export interface ReturnOrder {
  outOrderNo: string
  outReturnNo: string
  account: string
  amount: number
  description: string
}

/**
 * A provider that splits the money of an order. None of this may run inside a transaction. Throws
 * `payments.provider_failed`, `server.provider_down` and `payments.not_configured` as payments do: then nothing is known.
 */
export interface SharingProvider {
  /** The brand's own merchant number. */
  ownAccount(): Promise<string>
  /** Makes an account known as a receiver; answers why it was refused, or nothing. */
  addReceiver(account: string, name: string): Promise<Why | undefined>
  share(order: ShareOrder): Promise<ProviderShare>
  queryShare(order: Pick<ShareOrder, 'transactionId' | 'outOrderNo' | 'account'>): Promise<ProviderShare>
  /** Sets free what of an order was not shared: nothing of it can be shared from then on. */
  unfreeze(order: Pick<ShareOrder, 'transactionId' | 'outOrderNo' | 'description'>): Promise<ProviderShare>
  giveBack(order: ReturnOrder): Promise<ProviderReturn>
  queryReturn(order: Pick<ReturnOrder, 'outOrderNo' | 'outReturnNo'>): Promise<ProviderReturn>
}
