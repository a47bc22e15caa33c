import type { PostSale } from '@storeweave/contract'
import { me, uuidv7 } from '@storeweave/kit'
import { ref, type Ref } from 'vue'
import type { CatalogueMeta } from '../catalogue/catalogue.api'
import type { Device } from '../device/use-device'
import type { NewEntry, ReceiptData } from '../journal/journal'
import type { JournalState } from '../journal/use-journal'
import type { SaleState } from './use-sale'

interface Parts {
  sale: SaleState
  journal: JournalState
  device: Ref<Device | undefined>
  meta: Ref<CatalogueMeta | undefined>
  nextNumber: () => Promise<string>
  /** Who said their phone number, if anybody did. */
  member: Ref<{ id: string } | undefined>
}

/** Turns the sale on screen into an entry of the journal, priced as its tender is. */
export function useCheckout({ sale, journal, device, meta, nextNumber, member }: Parts) {
  const busy = ref(false)

  function receiptOf(tender: ReceiptData['tender'], soldAt: string, received: number): ReceiptData {
    const totals = tender === 'cash' ? sale.cashTotals.value : sale.totals.value
    const { storeName, currency } = meta.value!
    const lines = sale.lines.value.map(({ sku, quantity }) => {
      const { name, optionText, kind, unitSize } = sku
      const { total, unitPrice } = totals.lines.find(({ skuId }) => skuId === sku.skuId)!
      return { name, optionText, kind, unitSize, quantity, unitPrice, total }
    })
    const { goodsTotal, rounding, payable } = totals
    const cashier = me.value?.person.name ?? ''
    const taken = tender === 'cash' ? received : payable
    return {
      ...{ storeName, cashier, soldAt, currency, lines, goodsTotal, rounding, payable, tender },
      ...{ received: taken, change: taken - payable },
    }
  }

  /** The sale of now under a fresh id; plain data, ready to be kept. */
  async function makeEntry(tender: PostSale['tender']): Promise<NewEntry> {
    const soldAt = new Date().toISOString()
    const receipt = receiptOf(tender.kind, soldAt, tender.kind === 'cash' ? tender.received : 0)
    const { storeId, deviceId } = device.value!
    const lines = sale.lines.value.map(({ sku, quantity }) => ({ skuId: sku.skuId, quantity }))
    const body = { storeId, deviceId, soldAt, lines, expectedPayable: receipt.payable, tender, note: '' }
    const memberId = member.value ? { memberId: member.value.id } : {}
    return {
      id: uuidv7(),
      localNumber: await nextNumber(),
      body: { ...body, ...memberId },
      receipt: structuredClone(receipt),
    }
  }

  /** Takes cash: safe in the journal first, the screen is free at once. Gives the sale's id; undefined when too little. */
  async function takeCash(received: number): Promise<string | undefined> {
    const due = sale.cashTotals.value.payable
    if (busy.value || sale.lines.value.length === 0 || received < due) return undefined
    busy.value = true
    try {
      const sold = sale.lines.value
      const entry = await makeEntry({ kind: 'cash', received })
      await journal.record(entry)
      sale.settle(sold)
      return entry.id
    } finally {
      busy.value = false
    }
  }
  return { busy, makeEntry, takeCash }
}
