import type { Import } from '@storeweave/contract'
import type { Translate } from '../words/i18n'

/** How a sheet stands that is taken in, whoever brought it: HQ's imports and suppliers' goods alike. */
type Sheet = Pick<Import, 'state' | 'rows' | 'planned' | 'made'>

export const SHEET_TONES = {
  reading: 'info',
  preview: 'warn',
  running: 'info',
  done: 'good',
  stopped: 'neutral',
  failed: 'bad',
} as const

export const isUnderWay = ({ state }: Pick<Sheet, 'state'>): boolean =>
  state === 'reading' || state === 'running'

const sumOf = ({ fresh, changed, same, faulty }: Sheet['made']): number => fresh + changed + same + faulty

/** How far a sheet is, as a share from 0 to 1, and in words: `writing`, `checking` or `takingIn` under `words`. */
export function progressOf(t: Translate, words: string, one: Sheet): { share: number; text: string } {
  const done = sumOf(one.state === 'reading' ? one.planned : one.made)
  const share = one.rows ? Math.min(1, done / one.rows) : 0
  const { rows } = one
  if (one.state === 'running') return { share, text: t(`${words}.writing`, { done, rows }) }
  if (done) return { share, text: t(`${words}.checking`, { done, rows }) }
  return { share: 0, text: t(`${words}.takingIn`, { count: rows }) }
}

/** The counts that matter: what a run will do before it began, what it did afterwards. */
export const countsOf = (one: Pick<Sheet, 'planned' | 'made'>): Sheet['made'] =>
  sumOf(one.made) ? one.made : one.planned

/** Rows that a run will write. */
export const toWrite = ({ planned }: Pick<Sheet, 'planned'>): number => planned.fresh + planned.changed
