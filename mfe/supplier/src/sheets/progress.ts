import type { GoodsSheet } from '@storeweave/contract'
import type { Translate } from '@storeweave/kit'

export const STATE_TONES = {
  reading: 'info',
  preview: 'warn',
  running: 'info',
  done: 'good',
  stopped: 'neutral',
  failed: 'bad',
} as const

export const isUnderWay = ({ state }: Pick<GoodsSheet, 'state'>): boolean =>
  state === 'reading' || state === 'running'
const sumOf = ({ fresh, changed, same, faulty }: GoodsSheet['made']): number =>
  fresh + changed + same + faulty
/** The counts that matter: what a run will do before it began, what it did afterwards. */
export const countsOf = (one: Pick<GoodsSheet, 'made' | 'planned'>): GoodsSheet['made'] =>
  sumOf(one.made) ? one.made : one.planned
/** Rows that a run will write. */
export const toWrite = ({ planned }: Pick<GoodsSheet, 'planned'>): number => planned.fresh + planned.changed

/** How far a sheet is: as a share from 0 to 1, and in words. */
export function progressOf(t: Translate, one: GoodsSheet): { share: number; text: string } {
  const done = sumOf(one.state === 'reading' ? one.planned : one.made)
  const share = one.rows ? Math.min(1, done / one.rows) : 0
  const { rows } = one
  if (one.state === 'running') return { share, text: t('sheets.writing', { done, rows }) }
  if (done) return { share, text: t('sheets.checking', { done, rows }) }
  return { share: 0, text: t('sheets.takingIn', { count: rows }) }
}
