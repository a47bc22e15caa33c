import type { SupplierMessage, ThreadStanding, WriteMessage } from '@storeweave/contract'
import { ask } from '../ask/ask'
import type { KeysetPage, PageAsk } from '../table/use-pages'

/** A thread as one side reaches it: HQ by the supplier's id, a supplier its own. */
export const threadOf = (supplierId: string | undefined) => {
  const base = supplierId ? '/api/suppliers/:id' : '/api/supplier'
  const params = supplierId ? { params: { id: supplierId } } : {}
  return {
    page: ({ cursor, limit, signal }: PageAsk): Promise<KeysetPage<SupplierMessage>> =>
      ask(`GET ${base}/messages`, { ...params, query: { cursor, limit }, signal }),
    write: (body: WriteMessage): Promise<SupplierMessage> =>
      ask(`POST ${base}/messages`, { ...params, body, idempotencyKey: body.id }),
    read: (to: number): Promise<ThreadStanding> =>
      ask(`POST ${base}/messages/read`, { ...params, body: { to } }),
    keep: (file: File): Promise<{ id: string }> =>
      ask(`POST ${base}/message-files`, { ...params, body: file, timeoutMs: 60_000 }),
  }
}
