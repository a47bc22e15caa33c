import type { Apply, LicenceKind } from '@storeweave/contract'
import { asProblem, useForm, useText, uuidv7 } from '@storeweave/kit'
import { computed, reactive } from 'vue'
import { applyApi, newLinkKey } from './apply.api'

/** A licence on its way: its file is uploaded as soon as it is chosen. */
export interface Paper {
  id: string
  kind: LicenceKind
  number: string
  expiresOn: string
  noEnd: boolean
  fileId: string
  fileName: string
  busy: boolean
  fault: string
}
export const KINDS: readonly LicenceKind[] = ['business', 'food', 'authorisation', 'quality', 'other']
const PAPERS_MOST = 6
const BYTES_MOST = 10 * 1024 * 1024
const TYPES = /^(?:application\/pdf|image\/(?:jpeg|png|webp))$/

const aPaper = (kind: LicenceKind): Paper => ({
  id: uuidv7(),
  kind,
  number: '',
  expiresOn: '',
  noEnd: false,
  fileId: '',
  fileName: '',
  busy: false,
  fault: '',
})

/** The form of a company that wants to supply. `sent` is called with the key of its link. */
export function useApplyForm(sent: (key: string) => void) {
  const { t } = useText('apply')
  const [id, key] = [uuidv7(), newLinkKey()]
  const papers = reactive<Paper[]>([aPaper('business')])
  const needed = (value: unknown) => (String(value).trim() ? undefined : t('needed'))
  const form = useForm(
    { name: '', creditCode: '', contactName: '', contactPhone: '', contactEmail: '', about: '' },
    (idempotencyKey, v) => applyApi.apply({ id, key, ...v, licences: papers.map(licenceOf) }, idempotencyKey),
    {
      name: needed,
      creditCode: (value) =>
        /^[0-9A-HJ-NPQRTUWXY]{18}$/i.test(String(value).trim()) ? undefined : t('creditCodeWrong'),
      contactName: needed,
      contactPhone: (value) =>
        /^\+?[0-9][0-9 -]{4,19}$/.test(String(value).trim()) ? undefined : t('phoneWrong'),
      contactEmail: (value) =>
        !value || /^\S+@\S+\.\S+$/.test(String(value).trim()) ? undefined : t('emailWrong'),
    },
  )
  async function choose(paper: Paper, file: File | undefined): Promise<void> {
    if (!file) return
    if (!TYPES.test(file.type) || file.size > BYTES_MOST) {
      paper.fault = t('fileWrong')
      return
    }
    paper.busy = true
    paper.fault = ''
    try {
      paper.fileId = (await applyApi.upload(file)).id
      paper.fileName = file.name
    } catch (thrown) {
      paper.fault = asProblem(thrown).message
    } finally {
      paper.busy = false
    }
  }
  function checkPaper(paper: Paper): boolean {
    paper.fault = !paper.fileId
      ? t('fileNeeded')
      : !paper.number.trim() || !(paper.noEnd || paper.expiresOn)
        ? t('needed')
        : ''
    return !paper.fault
  }
  async function send(): Promise<void> {
    const good = papers.map(checkPaper)
    if (good.includes(false) || !(await form.submit())) return
    sent(key)
  }
  return {
    t,
    form,
    papers,
    choose,
    send,
    add: () => papers.push(aPaper('food')),
    remove: (paper: Paper) => papers.splice(papers.indexOf(paper), 1),
    mayAdd: computed(() => papers.length < PAPERS_MOST),
  }
}

const licenceOf = (paper: Paper): Apply['licences'][number] => ({
  id: paper.id,
  kind: paper.kind,
  number: paper.number.trim(),
  expiresOn: paper.noEnd ? null : paper.expiresOn,
  fileId: paper.fileId,
})
