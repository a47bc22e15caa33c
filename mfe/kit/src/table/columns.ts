import { computed, ref, type ComputedRef, type Ref } from 'vue'

export interface Column<T = unknown> {
  key: string
  title: string
  /** Pixels, or any CSS width. */
  width?: number | string
  align?: 'left' | 'right' | 'center'
  sortable?: boolean
  /** Not shown until the person asks for it. */
  hidden?: boolean
  /** Cannot be switched off (the name of the thing). */
  always?: boolean
  /** Plain value for the cell without a slot, and for the export. */
  value?: (row: T) => string | number | null | undefined
}

/** Which columns are on, remembered on this device under `storageKey`. */
export function useColumns<T>(
  columns: () => readonly Column<T>[],
  storageKey: string | undefined,
): { shown: ComputedRef<Column<T>[]>; off: Ref<Set<string>>; toggle: (key: string) => void } {
  const place = storageKey && `storeweave.columns.${storageKey}`
  const stored = place ? localStorage.getItem(place) : null
  const off = ref(
    new Set<string>(
      stored
        ? (JSON.parse(stored) as string[])
        : columns()
            .filter((column) => column.hidden)
            .map((column) => column.key),
    ),
  )
  const shown = computed(() => columns().filter((column) => column.always || !off.value.has(column.key)))
  function toggle(key: string): void {
    const next = new Set(off.value)
    if (!next.delete(key)) next.add(key)
    off.value = next
    if (place) localStorage.setItem(place, JSON.stringify([...next]))
  }
  return { shown, off, toggle }
}
