import { SHEET_BYTES_MAX, type Import, type ImportKind } from '@storeweave/contract'
import { toast, toastProblem, uuidv7, type Translate } from '@storeweave/kit'
import { ref } from 'vue'
import { uploadSheet } from './imports.api'

/** Sends the sheet that somebody dropped or chose; `then` is called with the import it became. */
export function useUpload(t: Translate, kind: () => ImportKind, then: (made: Import) => void) {
  const uploading = ref('')
  async function send(file: File | null | undefined): Promise<void> {
    if (!file || uploading.value) return
    if (!/\.(csv|xlsx|txt|tsv)$/i.test(file.name)) return void toast(t('imports.wrong'), { tone: 'bad' })
    if (file.size > SHEET_BYTES_MAX) return void toast(t('imports.tooLarge'), { tone: 'bad' })
    uploading.value = file.name
    try {
      then(await uploadSheet(file, kind(), uuidv7()))
    } catch (thrown) {
      toastProblem(thrown)
    }
    uploading.value = ''
  }
  return { uploading, send }
}
