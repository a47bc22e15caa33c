import { nextTick, ref, shallowRef } from 'vue'
import type { TillDb } from '../device/till-db'
import type { JournalEntry } from '../journal/journal'

export type PaperWidth = 58 | 80
interface Kept {
  width: PaperWidth
  auto: boolean
}
const MM_PER_PX = 25.4 / 96
const PRINTING = 'printing-receipt'

/** Prints receipts with the browser, on a page exactly as long as the receipt, and keeps how this till prints. */
export function useReceipts(db: TillDb) {
  const width = ref<PaperWidth>(80)
  const auto = ref(false)
  /** The sale on the paper; a `<Receipt>` renders it. */
  const paper = shallowRef<JournalEntry>()

  async function open(): Promise<void> {
    const kept = await db.read<Kept>('receipts')
    width.value = kept?.width ?? 80
    auto.value = kept?.auto ?? false
  }

  /** Changes the paper or whether receipts come by themselves, and remembers it. */
  async function set(change: Partial<Kept>): Promise<void> {
    width.value = change.width ?? width.value
    auto.value = change.auto ?? auto.value
    await db.keep('receipts', { width: width.value, auto: auto.value })
  }

  async function print(entry: JournalEntry): Promise<void> {
    paper.value = entry
    await nextTick()
    const box = document.querySelector<HTMLElement>('[data-receipt]')
    if (!box) return
    const long = Math.ceil(box.scrollHeight * MM_PER_PX) + 8
    // A sheet made by script: the content policy allows no inline styles, and the length differs each time.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`@page { size: ${width.value}mm ${long}mm; margin: 0 }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    document.documentElement.classList.add(PRINTING)
    try {
      window.print()
    } finally {
      document.documentElement.classList.remove(PRINTING)
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
    }
  }
  return { width, auto, paper, open, set, print }
}
export type Receipts = ReturnType<typeof useReceipts>
