import { MESSAGE_FILES_MAX, type MessageAbout, type SupplierMessage } from '@storeweave/contract'
import { computed, ref, shallowRef, watch } from 'vue'
import { can } from '../ask/can'
import { useLive } from '../ask/use-live'
import { uuidv7 } from '../ask/uuid'
import { toast, toastProblem } from '../overlay/messages'
import { usePages } from '../table/use-pages'
import type { Translate } from '../words/i18n'
import { threadOf } from './thread.api'

const BYTES_MOST = 10 * 1024 * 1024
const SHOWN = 30

/** One thread: what was said, oldest last read first, and what is being written. */
export function useThread(
  t: Translate,
  supplierId: string | undefined,
  about: () => MessageAbout | undefined,
) {
  const thread = threadOf(supplierId)
  const pages = usePages<SupplierMessage>((page) => thread.page(page), { limit: SHOWN })
  const messages = computed(() => [...pages.rows.value].reverse())
  const words = ref('')
  const files = shallowRef<{ id: string; name: string }[]>([])
  const busy = ref('')
  const mayWrite = can('write', supplierId ? 'Supplier' : 'Supply')
  /** The message that is being sent, kept until it is there: sent again it is the same. */
  let sending = uuidv7()

  useLive(
    ['suppliers.message_written'],
    ({ data }) => {
      const of = (data as { supplierId?: string | null }).supplierId
      if (!supplierId || of === supplierId) void pages.reload()
    },
    () => void pages.reload(),
  )
  // what is on screen was read
  const newest = computed(() => pages.rows.value[0]?.number ?? 0)
  watch(newest, (to) => {
    if (mayWrite && to) void thread.read(to).catch(() => undefined)
  })

  async function attach(list: FileList | null): Promise<void> {
    busy.value = 'attach'
    for (const file of list ?? []) {
      if (files.value.length >= MESSAGE_FILES_MAX) break
      if (file.size > BYTES_MOST) {
        toast(t('tooLarge', { name: file.name }), { tone: 'bad' })
        continue
      }
      try {
        const { id } = await thread.keep(file)
        files.value = [...files.value, { id, name: file.name.slice(-120) }]
      } catch (thrown) {
        toastProblem(thrown)
      }
    }
    busy.value = ''
  }
  const drop = (id: string) => void (files.value = files.value.filter((one) => one.id !== id))
  const maySend = computed(() => words.value.trim() !== '' || files.value.length > 0)
  async function send(): Promise<void> {
    if (!maySend.value || busy.value) return
    busy.value = 'send'
    try {
      await thread.write({
        id: sending,
        words: words.value.trim(),
        files: files.value,
        about: about() ?? null,
      })
      sending = uuidv7()
      words.value = ''
      files.value = []
      await pages.reload()
    } catch (thrown) {
      toastProblem(thrown)
    }
    busy.value = ''
  }
  return { pages, messages, words, files, busy, mayWrite, maySend, attach, drop, send }
}
