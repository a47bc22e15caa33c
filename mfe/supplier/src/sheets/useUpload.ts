import { SHEET_BYTES_MAX, type GoodsSheet } from '@storeweave/contract'
import { toast, toastProblem, uuidv7, type Translate } from '@storeweave/kit'
import { ref } from 'vue'
import { sheetsApi } from './sheets.api'

/** Sends the sheet that somebody dropped or chose; `then` is called with what it became. */
export function useUpload(t: Translate, send: () => boolean, then: (made: GoodsSheet) => void) {
  const uploading = ref('')
  async function upload(file: File | null | undefined): Promise<void> {
    if (!file || uploading.value) return
    if (!/\.(csv|xlsx|txt|tsv)$/i.test(file.name)) return void toast(t('sheets.wrong'), { tone: 'bad' })
    if (file.size > SHEET_BYTES_MAX) return void toast(t('sheets.tooLarge'), { tone: 'bad' })
    uploading.value = file.name
    try {
      then(await sheetsApi.upload(file, send(), uuidv7()))
    } catch (thrown) {
      toastProblem(thrown)
    }
    uploading.value = ''
  }
  return { uploading, upload }
}
