import type { ImportKind, SheetFormat } from '@storeweave/contract'
import { saveFile, toastProblem } from '@storeweave/kit'
import { ref } from 'vue'
import { sheetOf } from './imports.api'

/** Takes things along as a sheet of a name: those of a filter, or the head of the table alone. */
export function useExport() {
  const exporting = ref(false)
  async function download(
    kind: ImportKind,
    name: string,
    filter: Record<string, string | undefined>,
    format: SheetFormat,
    blank = false,
  ): Promise<void> {
    if (exporting.value) return
    exporting.value = true
    try {
      saveFile(`${name}.${format}`, await sheetOf(kind, filter, format, blank))
    } catch (thrown) {
      toastProblem(thrown)
    }
    exporting.value = false
  }
  return { exporting, download }
}
