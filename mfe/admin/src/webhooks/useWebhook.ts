import type { NewWebhook, Webhook } from '@storeweave/contract'
import { confirm, toast, toastProblem, useFilters, usePages, type Translate } from '@storeweave/kit'
import { onScopeDispose, ref } from 'vue'
import { useOne } from '../parts/use-one'
import {
  changeSecret,
  deliveriesOf,
  removeWebhook,
  sendAgain,
  sendFailedAgain,
  sendTest,
  updateWebhook,
  webhookOf,
} from './webhooks.api'
import { addressText } from './words'

/** What was just sent is looked for after these milliseconds: most receivers answer within a second. */
const LOOKS_MS = [1_200, 4_000, 11_000]

/** One webhook with its deliveries, and what can be done to it. `gone` is called once it is deleted. */
export function useWebhook(t: Translate, id: string, gone: () => void) {
  const one = useOne((signal) => webhookOf(id, signal))
  const filters = useFilters(['state', 'event'])
  const pages = usePages((page) => deliveriesOf(id, filters.value, page), { when: () => filters.value })
  const busy = ref('')
  let looks: ReturnType<typeof setTimeout>[] = []
  onScopeDispose(() => looks.forEach(clearTimeout))

  const reload = () => void Promise.all([one.reload(), pages.reload()])
  /** Reads now, and again when what is on its way may have arrived. */
  function follow(): void {
    looks.forEach(clearTimeout)
    reload()
    looks = LOOKS_MS.map((ms) => setTimeout(reload, ms))
  }
  async function act(name: string, work: () => Promise<void>): Promise<void> {
    busy.value = name
    try {
      await work()
    } catch (thrown) {
      toastProblem(thrown)
    }
    busy.value = ''
  }
  const test = () =>
    act('test', async () => {
      await sendTest(id)
      toast(t('webhooks.testSent'))
      follow()
    })
  const again = (deliveryId: string) =>
    act('again', async () => {
      await sendAgain(id, deliveryId)
      toast(t('webhooks.againDone'))
      follow()
    })
  const allAgain = (since: Date) =>
    act('all', async () => {
      const { count, more } = await sendFailedAgain(id, since.toISOString())
      toast(t(more ? 'webhooks.allAgainMore' : 'webhooks.allAgainDone', { count }))
      follow()
    })
  async function turn(webhook: Webhook, on: boolean): Promise<void> {
    const sure = {
      title: t('webhooks.switchOff'),
      text: t('webhooks.offAbout'),
      confirm: t('webhooks.switchOff'),
    }
    if (!on && !(await confirm(sure))) return
    await act('turn', async () => {
      const { url, description, events, scopeKind, scopeId, version } = webhook
      const place = scopeId === null ? {} : { scopeId }
      one.value.value = await updateWebhook(id, {
        url,
        description,
        events,
        scopeKind,
        ...place,
        version,
        on,
      })
      toast(t(on ? 'webhooks.switchedOn' : 'webhooks.switchedOff'))
    })
  }
  async function remove(webhook: Webhook): Promise<void> {
    const text = t('webhooks.removeAbout', { address: addressText(webhook.url) })
    const sure = { title: t('webhooks.removeTitle'), text, confirm: t('webhooks.remove'), danger: true }
    if (!(await confirm(sure))) return
    await act('remove', async () => {
      await removeWebhook(id)
      toast(t('webhooks.removed'))
      gone()
    })
  }
  /** A new secret; answers it for the one time it is shown, or nothing when it was refused. */
  async function change(webhook: Webhook, endFormer: boolean): Promise<NewWebhook | undefined> {
    let made: NewWebhook | undefined
    await act('change', async () => {
      made = await changeSecret(id, webhook.version, endFormer)
      one.value.value = made.webhook
    })
    return made
  }
  return { one, filters, pages, busy, reload, test, again, allAgain, turn, remove, change }
}
