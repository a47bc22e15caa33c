import type { Import } from '@storeweave/contract'
import type { Translate } from '@storeweave/kit'

export const STATE_TONES = {
  reading: 'info',
  preview: 'warn',
  running: 'info',
  done: 'good',
  stopped: 'neutral',
  failed: 'bad',
} as const

export const isUnderWay = ({ state }: Pick<Import, 'state'>): boolean =>
  state === 'reading' || state === 'running'

const sumOf = ({ fresh, changed, same, faulty }: Import['made']): number => fresh + changed + same + faulty

/** How far an import is: rows that are done, of how many, as a share from 0 to 1, and in words. */
export function progressOf(t: Translate, one: Import): { done: number; share: number; text: string } {
  const done = sumOf(one.state === 'reading' ? one.planned : one.made)
  const share = one.rows ? Math.min(1, done / one.rows) : 0
  const { rows } = one
  if (one.state === 'running') return { done, share, text: t('imports.writing', { done, rows }) }
  if (done) return { done, share, text: t('imports.checking', { done, rows }) }
  return { done, share: 0, text: t('imports.takingIn', { count: rows }) }
}

/** The counts that matter: what a run will do before it began, what it did afterwards. */
export const countsOf = (one: Import): Import['made'] => (sumOf(one.made) ? one.made : one.planned)

/** Rows that a run will write. */
export const toWrite = ({ planned }: Import): number => planned.fresh + planned.changed
