import type { PrivacyNotice } from '@storeweave/contract'
import { confirm, required, toast, translate, useForm } from '@storeweave/kit'
import { computed, watch } from 'vue'
import { useOne } from '../parts/use-one'
import { noticesOf, publishNotice } from './settings.api'

type Draft = Pick<PrivacyNotice, 'text' | 'purposes'>
/** A form is flat: one field a text. */
export interface Fields {
  textZh: string
  textEn: string
  serviceZh: string
  serviceEn: string
  locationZh: string
  locationEn: string
}
const EMPTY: Fields = { textZh: '', textEn: '', serviceZh: '', serviceEn: '', locationZh: '', locationEn: '' }
/** The notice as fields. */
export const fieldsOf = ({ text, purposes: { service, location } }: Draft): Fields => ({
  textZh: text.zh,
  textEn: text.en,
  serviceZh: service.zh,
  serviceEn: service.en,
  locationZh: location.zh,
  locationEn: location.en,
})
/** The fields as a notice. */
export const draftOf = (v: Fields): Draft => ({
  text: { zh: v.textZh.trim(), en: v.textEn.trim() },
  purposes: {
    service: { zh: v.serviceZh.trim(), en: v.serviceEn.trim() },
    location: { zh: v.locationZh.trim(), en: v.locationEn.trim() },
  },
})

/** The brand's privacy notice: what is in force, and its next version. */
export function usePrivacy() {
  const { value, problem, reload } = useOne((signal) => noticesOf(signal))
  const version = computed(() => value.value?.current.version ?? 1)
  const all = Object.fromEntries(Object.keys(EMPTY).map((key) => [key, required()])) as Record<
    keyof Fields,
    ReturnType<typeof required>
  >
  const form = useForm(
    { ...EMPTY },
    (key, fields) => publishNotice({ base: version.value, ...draftOf(fields) }, key),
    all,
  )
  watch(value, (now) => now && form.reset(fieldsOf(now.current)))

  async function publish(): Promise<void> {
    const next = version.value + 1
    const sure = await confirm({
      title: translate('admin.privacy.sureTitle', { version: next }),
      text: translate('admin.privacy.sure'),
      confirm: translate('admin.privacy.publish', { version: next }),
    })
    if (!sure || !(await form.submit())) return
    toast(translate('admin.privacy.published', { version: next }))
    await reload()
  }
  return { value, problem, reload, version, form, publish }
}
