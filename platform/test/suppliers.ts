import { randomBytes } from 'node:crypto'
import { creditCodeCheck } from '@storeweave/rules/suppliers'
import { gtin } from './goods.js'
import { harmless } from './pdf.js'
import { newId, type Client } from './world.js'

let n = 0
/** The key of a link, as a browser makes it. */
export const aLinkKey = (): string => randomBytes(32).toString('base64url')
/** A new unified social credit code with a right check sign. */
export function aCreditCode(): string {
  const body = `91330100MA2${String(++n).padStart(6, '0')}`
  return body + creditCodeCheck(body)!
}
/** A paper, uploaded at the public door or a supplier's own; answers its id. */
export async function aPaper(client: Client, door: 'apply' | 'supplier' = 'apply'): Promise<string> {
  const type = { 'content-type': 'application/pdf' }
  const { status, body, text } = await client.send('POST', `/${door}/files`, harmless['plain'], type)
  if (status !== 201) throw new Error(text)
  return body.id as string
}
/** A licence as a form sends it. */
export const aLicence = (fileId: string, more: object = {}) => ({
  id: newId(),
  kind: 'business',
  number: `L-${++n}`,
  expiresOn: null as string | null,
  fileId,
  ...more,
})
/** An application as the public page sends it. */
export const anApplication = (licences: object[], more: object = {}) => ({
  id: newId(),
  key: aLinkKey(),
  name: `山野食品${++n}`,
  nameEn: 'Hill Foods',
  creditCode: aCreditCode(),
  contactName: '周岚',
  contactPhone: '13711112222',
  contactEmail: 'zhou@example.com',
  about: '山货和蜂蜜',
  licences,
  ...more,
})
/** A company that applied and was approved, its first person signed in, a second one invited. */
export async function aSupplier(
  api: Client,
  owner: Client,
  licence: object = {},
): Promise<{ id: string; applicationId: string; invitationId: string; person: Client; login: string }> {
  const body = anApplication([aLicence(await aPaper(api), licence)])
  const login = `supply${++n}`
  await ok(api.post('/apply', body))
  await ok(owner.post(`/supplier-applications/${body.id}/moves`, { move: 'take_up' }))
  const approved = await ok(
    owner.post(`/supplier-applications/${body.id}/moves`, { move: 'approve', code: `S${n}` }),
  )
  await ok(api.post('/apply/join', { key: body.key, login, password: 'A hill of honey jars, 12' }))
  const invitationId = newId()
  const wanted = { id: invitationId, key: aLinkKey(), name: '小何', role: 'supplier_goods' }
  await ok(owner.post(`/suppliers/${approved.supplierId}/invitations`, wanted))
  const person = await signedIn(api, login)
  return { id: approved.supplierId, applicationId: body.id, invitationId, person, login }
}
/** One of a supplier's people, signed in. */
export const signedIn = async (api: Client, login: string): Promise<Client> =>
  api.as((await ok(api.post('/auth/sign-in', { login, password: 'A hill of honey jars, 12' }))).accessToken)
/** The body of an answer that must be a good one. */
export async function ok(answer: ReturnType<Client['post']>): Promise<any> {
  const { status, body, text } = await answer
  if (status >= 300) throw new Error(`${status} ${text}`)
  return body
}
/** Goods as a supplier's form sends them: one variant at 10.00, no bounds. */
export const someGoods = (mediaId: string, more: object = {}) => ({
  version: null as number | null,
  kind: 'physical',
  name: { zh: '山蜜', en: 'Hill honey' },
  detail: { zh: '', en: '' },
  brand: '山野',
  unit: { zh: '瓶', en: 'jar' },
  unitSize: 1,
  categoryId: null,
  options: [] as object[],
  mediaIds: [mediaId],
  bounds: { kind: 'none' },
  skus: [
    {
      id: newId(),
      barcodes: [gtin()],
      optionIndexes: [] as number[],
      weightGrams: 300,
      supplyPrice: 1000,
      bounds: null,
    },
  ],
  ...more,
})
/** HQ's part of taking goods in: a category, and a code and a list price for each variant. */
export const takingOf = (
  goods: { version: number; body: { skus: { id: string }[] } },
  categoryId: string,
  listPrice: number,
) => ({
  version: goods.version,
  categoryId,
  skus: goods.body.skus.map((s) => ({ id: s.id, code: `T-${s.id.slice(-12)}`, listPrice })),
  publish: true,
})
