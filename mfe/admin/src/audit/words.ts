import type { AuditEntry } from '@storeweave/contract'
import { can, type Translate } from '@storeweave/kit'
import { permissions } from '@storeweave/contract/permissions'
import type { RouteLocationRaw } from 'vue-router'
import { wordOr } from '../orders/words'

/** Kinds of things and acts the log can be narrowed to: all that staff may do besides reading. */
export const SUBJECTS = Object.keys(permissions).filter(
  (s) =>
    ![
      'Shopfront',
      'Profile',
      'Cart',
      'Purchase',
      'Voice',
      'Provider',
      'Live',
      'Insight',
      'Application',
    ].includes(s),
)
export const ACTS: readonly string[] = SUBJECTS.flatMap((subject) =>
  (permissions[subject as keyof typeof permissions] as readonly string[])
    .filter((action) => action !== 'read')
    .map((action) => `${subject}:${action}`),
)

/** Who is known by a name of their own. */
export const NAMED: ReadonlySet<string> = new Set(['staff', 'key', 'operator'])

export const subjectText = (t: Translate, subject: string): string =>
  wordOr(t, `audit.subject.${subject}`, subject)

/** An act in words: what its address says where a permission covers several, else the permission. */
export function actText(
  t: Translate,
  permission: string,
  entry?: Pick<AuditEntry, 'route' | 'note' | 'subject'>,
): string {
  if (entry?.subject === 'Audit' && entry.note === 'csv') return t('audit.act.export')
  const byRoute = entry && t(`audit.route.${keyOf(entry.route)}`)
  if (byRoute && !byRoute.endsWith(keyOf(entry.route))) return byRoute
  const [subject = '', action = ''] = permission.split(':')
  return t('audit.act.of', {
    action: wordOr(t, `audit.action.${action}`, action),
    subject: subjectText(t, subject),
  })
}
/** `POST /api/people/{id}/grants` as the key of a word: `post_people_id_grants`. */
const keyOf = (route: string) =>
  route
    .replace('/api', '')
    .replace(/[^A-Za-z]+/g, '_')
    .replace(/_$/, '')
    .toLowerCase()

/** Where a thing is looked at, for those who may. */
export function pageOf({ subject, objectId, storeId }: AuditEntry): RouteLocationRaw | undefined {
  if (!objectId) return undefined
  const to = (name: string) => ({ name, params: { id: objectId } })
  if (['Product', 'Price', 'ListPrice', 'Stock'].includes(subject))
    return can('read', 'Product') ? to('admin.product') : undefined
  if (['Order', 'Fulfilment', 'Sale'].includes(subject))
    return can('read', 'Order', storeId ? { storeId } : undefined) ? to('admin.order') : undefined
  if (subject === 'Store') return can('read', 'Store', { storeId: objectId }) ? to('admin.store') : undefined
  return undefined
}
