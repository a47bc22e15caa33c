import type { PriceGridPage, PriceGridRow, RefusedCell } from '@storeweave/contract'
import { computed, nextTick, ref, shallowRef, watch } from 'vue'
import { can } from '../ask/can'
import { currency } from '../app/tenant'
import { toast } from '../overlay/messages'
import { usePages, type PageAsk } from '../table/use-pages'
import { translate } from '../words/i18n'
import { cellIn, columnsOf, keyOf, lockedBy, ownIn } from './cells'
import { gridOf, type GridFilter } from './grid.api'
import { cellsOfText, PASTED_MAX, plainAmount, textOfCells } from './paste'
import { useEdits, type Wish } from './use-edits'
import { useSave } from './use-save'
import { useSelection } from './use-selection'

/** Prices of goods by places, edited as in a spreadsheet. */
export function usePriceGrid(props: { unitIds: readonly string[]; filter: GridFilter }) {
  const places = shallowRef<PriceGridPage['places']>([])
  const load = async (page: PageAsk) => {
    if (!props.unitIds.length) return { items: [], nextCursor: null }
    const answer = await gridOf(props.unitIds, props.filter, page)
    places.value = answer.places
    return answer
  }
  const pages = usePages<PriceGridRow>(load, {
    limit: 50,
    when: () => JSON.stringify([props.unitIds, props.filter]),
  })
  const columns = computed(() => columnsOf(places.value, can('update', 'ListPrice')))
  const rowAt = (index: number): PriceGridRow | undefined => pages.slice(index, index + 1)[0]
  const selection = useSelection(() => ({ rows: pages.count.value, columns: columns.value.length }))
  const edits = useEdits()

  /** Puts fresh rows in the places of those they are of. */
  function replace(rows: readonly PriceGridRow[]): void {
    const fresh = new Map(rows.map((r) => [r.skuId, r]))
    pages.rows.value = pages.rows.value.map((r) => fresh.get(r.skuId) ?? r)
  }
  /** Shows what somebody else made of a cell meanwhile. */
  function overtaken({ skuId, unitId, args }: RefusedCell): void {
    const { price, who, at } = args as { price: number | null; who: string; at: string | null }
    const row = pages.rows.value.find((r) => r.skuId === skuId)
    if (!row) return
    const cells = row.cells.map((c) =>
      c.unitId === unitId ? { ...c, own: price, setByName: who, setAt: at } : c,
    )
    replace([{ ...row, cells, ...(unitId === null ? { listPrice: price! } : {}) }])
  }
  const saving = useSave(edits, () => ({ unitIds: props.unitIds, channel: props.filter.channel }), {
    saved: replace,
    overtaken,
  })
  // another channel's prices are other cells
  watch(
    () => props.filter.channel,
    () => edits.forget(),
  )

  const opened = ref<{ text: string; typed: boolean }>()
  const current = computed(() => {
    const row = rowAt(selection.active.value.row)
    const column = columns.value[selection.active.value.column]
    return row && column ? { row, column } : undefined
  })
  /** What a cell shows: what it was edited to, its own price, or the one it inherits. */
  function shown(row: PriceGridRow, column: (typeof columns.value)[number]) {
    const edit = edits.edits.get(keyOf(row.skuId, column.unitId))
    const own = edit ? edit.price : ownIn(row, column)
    return { edit, own, price: own ?? cellIn(row, column)?.inherited ?? row.listPrice }
  }
  function open(text?: string): void {
    const at = current.value
    if (!at) return
    const locked = lockedBy(at.row, at.column)
    if (locked) return void toast(locked, { tone: 'info' })
    const { edit, price } = shown(at.row, at.column)
    opened.value = {
      text: text ?? edit?.text ?? plainAmount(price, currency.value),
      typed: text !== undefined,
    }
  }
  /** Takes what was typed; an empty cell inherits. */
  function close(text?: string): void {
    const at = current.value
    if (!opened.value) return
    opened.value = undefined
    if (text === undefined || !at) return
    const to = text.trim() === '' ? null : text
    // an inherited price that was only looked at stays inherited
    const { own, edit, price } = shown(at.row, at.column)
    if (own === null && !edit && to === plainAmount(price, currency.value)) return
    change([{ ...at, to }])
  }
  function change(wishes: readonly Wish[]): void {
    const locked = edits.change(wishes)
    if (locked) toast(translate('priceGrid.someLocked', { count: locked }), { tone: 'info' })
  }
  /** The cells of the chosen range, row by row. */
  function chosen() {
    const { top, bottom, left, right } = selection.range.value
    return pages
      .slice(top, bottom + 1)
      .map((row) => columns.value.slice(left, right + 1).map((column) => ({ row, column })))
  }
  const clear = () =>
    change(
      chosen()
        .flat()
        .filter(({ column }) => column.unitId !== null)
        .map((c) => ({ ...c, to: null })),
    )
  function fillDown(): void {
    const [first, ...rest] = chosen()
    change(rest.flatMap((row) => row.map((c, i) => ({ ...c, to: shown(first![i]!.row, c.column).own }))))
  }
  const copied = (): string =>
    textOfCells(
      chosen().map((row) => row.map((c) => plainAmount(shown(c.row, c.column).price, currency.value))),
    )

  /** Puts a block of cells at the active one; a single one fills the chosen range. What is left blank stays as it was. */
  async function paste(text: string): Promise<void> {
    const block = cellsOfText(text)
    if (block.length * block[0]!.length > PASTED_MAX)
      return void toast(translate('priceGrid.tooMuch', { most: PASTED_MAX }), { tone: 'bad' })
    const single = block.length === 1 && block[0]!.length === 1
    if (single && block[0]![0]!.trim() !== '')
      return change(chosen().flatMap((row) => row.map((c) => ({ ...c, to: block[0]![0]! }))))
    const { top, left } = selection.range.value
    while (pages.count.value < top + block.length && pages.more.value && !pages.problem.value)
      await pages.next()
    const rows = pages.slice(top, top + block.length)
    const wishes = rows.flatMap((row, r) =>
      block[r]!.flatMap((to, c): Wish[] => {
        const column = columns.value[left + c]
        return column && to.trim() !== '' ? [{ row, column, to }] : []
      }),
    )
    change(wishes)
    const width = Math.max(...block.map((r) => r.length))
    selection.go({ row: top, column: left })
    selection.go({ row: top + rows.length - 1, column: left + width - 1 }, true)
    const beyond = block.flat().filter((c) => c.trim() !== '').length - wishes.length
    if (beyond) toast(translate('priceGrid.beyond', { count: beyond }), { tone: 'info' })
  }

  /** Goes to the first cell that cannot be saved; false where it is not among the rows that are loaded. */
  function goToFault(): boolean {
    const [first] = edits.faulty.value
    const row = pages.rows.value.findIndex((r) => r.skuId === first?.skuId)
    const column = columns.value.findIndex((c) => c.unitId === first?.unitId)
    if (row < 0 || column < 0) return false
    selection.go({ row, column })
    return true
  }
  async function save(): Promise<void> {
    if (saving.progress.value || !edits.list.value.length) return
    if (edits.faulty.value.length) return void goToFault()
    const count = await saving.save()
    if (count) toast(translate('priceGrid.saved', { count }))
    await nextTick()
    if (edits.faulty.value.length) goToFault()
  }
  return {
    ...{ pages, places, columns, rowAt, selection, edits, saving, opened, current, shown },
    ...{ open, close, clear, fillDown, copied, paste, save, goToFault },
  }
}
export type PriceGridState = ReturnType<typeof usePriceGrid>
