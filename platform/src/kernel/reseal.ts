import { Injectable } from '@nestjs/common'
import { transaction } from './db.js'
import { Every } from './jobs.js'
import { rereadKeys } from './keys.js'
import { newestSeal, seal, unseal } from './secret.js'

/** Where sealed texts lie. Each module that keeps some names its column with `keepsSealed`. */
export interface SealedColumn {
  name: string
  /** Texts of the tenant that don't begin so, `limit` at most. */
  others(beginning: string, limit: number): Promise<{ id: string; sealed: string }[]>
  /** Puts a text in the place of another; changes nothing where that one no longer stands. */
  replace(id: string, was: string, now: string): Promise<number>
}
const columns = new Map<string, SealedColumn>()
/** Makes a column known to the rotation of keys. */
export const keepsSealed = (column: SealedColumn): void => void columns.set(column.name, column)

const HOUR = 3600
const BATCH = 100

/** Moves what is sealed with an older key to the newest one, so that the old key can be taken away. */
@Injectable()
export class Reseal {
  @Every(HOUR)
  async reseal(): Promise<number> {
    rereadKeys()
    let moved = 0
    for (const column of columns.values())
      for (let rows = BATCH; rows === BATCH; moved += rows) rows = await transaction(() => this.batch(column))
    return moved
  }

  private async batch(column: SealedColumn): Promise<number> {
    const rows = await column.others(newestSeal(), BATCH)
    for (const { id, sealed } of rows) await column.replace(id, sealed, seal(unseal(sealed)))
    return rows.length
  }
}
