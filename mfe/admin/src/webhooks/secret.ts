import { confirm, type Translate } from '@storeweave/kit'

/** Asks before a secret that was not copied is gone for good; true when it may go. */
export const mayDrop = (t: Translate): Promise<boolean> =>
  confirm({
    title: t('webhooks.unsavedTitle'),
    text: t('webhooks.unsavedAbout'),
    confirm: t('webhooks.leave'),
    danger: true,
  })
