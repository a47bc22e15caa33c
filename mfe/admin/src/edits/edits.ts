import type { BulkEdit, BulkEditOutcome, ProductEdit } from '@storeweave/contract'
import type { Translate } from '@storeweave/kit'

export const EDIT_TONES = {
  checking: 'info',
  ready: 'warn',
  running: 'info',
  done: 'good',
  undoing: 'info',
  undone: 'neutral',
  stopped: 'bad',
} as const
export const OUTCOME_TONES = {
  planned: 'info',
  refused: 'bad',
  made: 'good',
  restored: 'neutral',
  kept: 'warn',
} as const satisfies Record<BulkEditOutcome, string>

export const isUnderWay = ({ state }: Pick<BulkEdit, 'state'>): boolean =>
  ['checking', 'running', 'undoing'].includes(state)

/** What a change does, in words, e.g. `Category → Fruit`. */
export function editText(t: Translate, { edit, about }: Pick<BulkEdit, 'edit' | 'about'>): string {
  const what = whatOf(edit)
  if (what === 'move') return t(`edits.move.${edit.move}`)
  if (what === 'cloudOnly') return t(`edits.cloudOnly.${edit.cloudOnly ? 'on' : 'off'}`)
  return t(`edits.did.${what}`, { about: about || t('edits.none') })
}
export const whatOf = (edit: ProductEdit): What =>
  edit.categoryId !== undefined
    ? 'category'
    : edit.brand !== undefined
      ? 'brand'
      : edit.price
        ? 'price'
        : edit.move
          ? 'move'
          : edit.cloudOnly !== undefined
            ? 'cloudOnly'
            : edit.addTagId
              ? 'addTag'
              : 'removeTag'
export const WHATS = ['category', 'brand', 'price', 'move', 'addTag', 'removeTag', 'cloudOnly'] as const
export type What = (typeof WHATS)[number]

/** How far a change is, as a share from 0 to 1; 0 while nobody knows how many there are. */
export function shareOf({ state, planned, made, restored, kept }: BulkEdit): number {
  if (state === 'running' && planned) return Math.min(1, made / planned)
  return state === 'undoing' && made ? Math.min(1, (restored + kept) / made) : 0
}
