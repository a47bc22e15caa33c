import type { SheetFormat } from '@storeweave/contract'
import { saveFile, toastProblem, type Translate } from '@storeweave/kit'
import { ref } from 'vue'
import { productSheet } from './imports.api'

/** Takes products along as a sheet: those of a filter, or the head of the table alone. */
export function useExport(t: Translate) {
  const exporting = ref(false)
  async function download(
    filter: Record<string, string | undefined>,
    format: SheetFormat,
    blank = false,
  ): Promise<void> {
    if (exporting.value) return
    exporting.value = true
    try {
      const name = t(blank ? 'imports.templateName' : 'imports.exported')
      saveFile(`${name}.${format}`, await productSheet(filter, format, blank))
    } catch (thrown) {
      toastProblem(thrown)
    }
    exporting.value = false
  }
  return { exporting, download }
}
