import type { TillSku } from '@storeweave/contract'
import Dexie, { type EntityTable } from 'dexie'
import type { CatalogueMeta } from '../catalogue/catalogue.api'
import type { JournalEntry } from '../journal/journal'

export interface Setting {
  key: string
  value: unknown
}

/** What the till keeps on the device: who it is, the goods of its store, and every sale it made. */
export class TillDb extends Dexie {
  settings!: EntityTable<Setting, 'key'>
  skus!: EntityTable<TillSku, 'skuId'>
  catalogues!: EntityTable<CatalogueMeta, 'storeId'>
  sales!: EntityTable<JournalEntry, 'id'>

  constructor(name = 'storeweave-till') {
    super(name)
    this.version(1).stores({ settings: 'key', skus: 'skuId', catalogues: 'storeId', sales: 'id, state, day' })
  }

  /** A setting as it was kept, or undefined. */
  async read<T>(key: string): Promise<T | undefined> {
    return (await this.settings.get(key))?.value as T | undefined
  }

  /** Keeps a setting; the value must be plain data. */
  async keep(key: string, value: unknown): Promise<void> {
    await this.settings.put({ key, value })
  }
}
