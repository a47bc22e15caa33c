import { me } from '@storeweave/kit'
import { watch } from 'vue'
import type { CatalogueState } from '../catalogue/use-catalogue'
import type { JournalState } from '../journal/use-journal'
import type { Receipts } from '../receipt/use-receipts'
import type { SaleState } from '../sale/use-sale'
import type { View } from '../useTill'
import type { TillDb } from './till-db'
import type { DeviceState } from './use-device'

interface Parts {
  db: TillDb
  device: DeviceState
  catalogue: CatalogueState
  sale: SaleState
  journal: JournalState
  receipts: Receipts
  go: (view: View) => void
}
type Kept = { skuId: string; quantity: number }[]

/** Opens the till where it was left: its store, its goods, and the sale that was on the screen. */
export function useOpening({ db, device, catalogue, sale, journal, receipts, go }: Parts) {
  async function start(): Promise<void> {
    await Promise.all([device.open(), receipts.open()])
    const stores = me.value?.stores ?? []
    const mine = device.device.value?.storeId
    if (mine && stores.some(({ id }) => id === mine)) await enter(mine)
    else if (stores.length === 1) await register(stores[0]!.id)
  }

  async function register(storeId: string): Promise<void> {
    await device.register(storeId)
    await enter(storeId)
  }

  /** Lets the till be put into another store; sales already made stay with theirs. */
  function moveStore(): void {
    sale.reset()
    device.forgetStore()
    go('goods')
  }

  async function enter(storeId: string): Promise<void> {
    const kept = (await db.read<Kept>('draft')) ?? []
    await catalogue.open(storeId)
    sale.reset(
      kept.flatMap(({ skuId, quantity }) => {
        const sku = catalogue.index.value.byId(skuId)
        return sku ? [{ sku, quantity }] : []
      }),
    )
    void journal.nudge()
  }

  watch(sale.lines, (lines) => {
    const kept: Kept = lines.map(({ sku, quantity }) => ({ skuId: sku.skuId, quantity }))
    void db.keep('draft', kept)
  })
  return { start, register, moveStore }
}
