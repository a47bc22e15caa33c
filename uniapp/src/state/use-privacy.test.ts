import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeUni } from '../../test/fake-uni'

const told = { zh: '找门店', en: '' }
const NOTICE = { version: 3, text: told, purposes: { service: told, location: told }, publishedAt: null }

/** A phone whose person answers questions with `says`, and an account that agreed to `agreed`. */
async function open({ says = true, signedIn = true, agreed = 3, kept = '' } = {}) {
  vi.resetModules()
  const consents = new Map<string, { given: boolean; version: number }>()
  if (agreed) consents.set('service', { given: true, version: agreed })
  const standing = () => ({
    version: 3,
    mustAgree: consents.get('service')?.version !== 3,
    consents: ['service', 'location'].map((purpose) => {
      const one = consents.get(purpose)
      return { purpose, given: one?.given ?? false, version: one?.version ?? null, at: one ? 'then' : null }
    }),
    open: [],
  })
  const fake = fakeUni(({ method, url, data }) => {
    if (url.endsWith('/shop/privacy')) return { status: 200, data: NOTICE }
    const { purpose, given, version } = (data ?? {}) as { purpose: string; given: boolean; version: number }
    if (method === 'POST') consents.set(purpose, { given, version })
    return { status: 200, data: standing() }
  })
  const asked = vi.fn(({ success }: { success: (a: object) => void }) => success({ confirm: says }))
  Object.assign(fake.uni, { showModal: asked })
  if (signedIn) fake.storage.set('storeweave.session', { accessToken: 'a', refreshToken: 'r' })
  if (kept) fake.storage.set('storeweave.location', kept)
  setActivePinia(createPinia())
  const { usePrivacy } = await import('./use-privacy')
  return { ...fake, privacy: usePrivacy(), consents, modal: asked }
}

describe('consent', () => {
  beforeEach(() => vi.unstubAllGlobals())

  it('the location is asked for once, with its purpose; who said no is asked again only when they want it', async () => {
    const { privacy, modal, storage } = await open({ says: false, signedIn: false })
    expect([await privacy.mayLocate(), await privacy.mayLocate()]).toEqual([false, false])
    expect(modal).toHaveBeenCalledTimes(1)
    expect(modal.mock.calls[0]![0]).toMatchObject({ content: '找门店' })
    expect(storage.get('storeweave.location')).toBe('no')
    await privacy.mayLocate(true)
    expect(modal).toHaveBeenCalledTimes(2)
  })

  it('what was said on the device before signing in is told to the account; what the account knows wins', async () => {
    const first = await open({ kept: 'yes' })
    await first.privacy.load()
    expect(first.consents.get('location')).toEqual({ given: true, version: 3 })
    const second = await open({ kept: 'yes' })
    second.consents.set('location', { given: false, version: 3 })
    await second.privacy.load()
    expect([second.privacy.location, await second.privacy.mayLocate()]).toEqual(['no', false])
  })

  it('taking the location back ends its use on this device too', async () => {
    const { privacy, consents, modal } = await open({ kept: 'yes' })
    await privacy.setLocation(false)
    expect([consents.get('location')!.given, await privacy.mayLocate()]).toEqual([false, false])
    expect(modal).not.toHaveBeenCalled()
  })

  it('a new version is asked for before going on; a no stops, a yes is written down', async () => {
    const { privacy, consents } = await open({ agreed: 2 })
    const refused = privacy.ensure()
    await vi.waitFor(() => expect(privacy.asking).toBe(true))
    await privacy.answer(false)
    expect([await refused, consents.get('service')!.version]).toEqual([false, 2])
    const agreed = privacy.ensure()
    await vi.waitFor(() => expect(privacy.asking).toBe(true))
    await privacy.answer(true)
    expect([await agreed, consents.get('service')!.version, privacy.mustAgree]).toEqual([true, 3, false])
    expect(await privacy.ensure()).toBe(true)
  })
})
