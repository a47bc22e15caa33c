import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { shopperOf } from './shopper'
import { expect, test } from './world'

const root = fileURLToPath(new URL('../../', import.meta.url))
const tenant = (...args: string[]): string =>
  execFileSync(process.execPath, ['infra/local/tenant.mjs', ...args], { cwd: root, encoding: 'utf8' })
/** A slug that no run before has taken. */
const newSlug = (preset: string) => `${preset}-${Date.now().toString(36)}`

test('a brand made from a preset sells at once: a shopper buys and pays, owner and cashier sign in', async ({
  browser,
  house,
}) => {
  const slug = newSlug('beauty')
  const said = tenant('create', 'beauty', slug, '花间')
  const shopper = await shopperOf(browser, house, slug)
  await shopper.home()
  await shopper.find('srkh', '丝绒口红')
  await shopper.buyNow()
  await shopper.pay()
  await expect(shopper.headline()).toHaveText('门店正在备货')
  expect(shopper.complaints).toEqual([])
  const signIns = [...said.matchAll(/^ {2}\/(admin|pos)\s+(\w+)\s+([\w-]{19})$/gm)]
  expect(signIns.map(([, where, login]) => [where, login])).toEqual([
    ['admin', 'owner'],
    ['pos', 'cashier'],
  ])
  for (const [, , login, password] of signIns) {
    const { status } = await house.call(slug, 'POST', '/auth/sign-in', { body: { login, password } })
    expect(status).toBe(200)
  }
})

test('every preset opens a shop with goods that have pictures', async ({ house }) => {
  const presets = tenant('presets')
    .trim()
    .split('\n')
    .map((line) => line.split(/\s/)[0]!)
  expect(presets).toEqual(['supermarket', 'fashion', 'beauty', 'catering', 'pharmacy'])
  for (const preset of presets) {
    const slug = newSlug(preset)
    tenant('create', preset, slug, '新店')
    const stores = await house.call(slug, 'GET', '/shop/stores/nearby?lat=30.27&lng=120.15')
    const { body } = await house.call(
      slug,
      'GET',
      `/shop/products?storeId=${stores.body.items[0].id}&limit=50`,
    )
    expect(body.items.length).toBeGreaterThanOrEqual(6)
    for (const { picture, available } of body.items) {
      expect(available).toBeGreaterThan(0)
      expect((await fetch(`http://127.0.0.1:${house.port}${picture.url}`)).status).toBe(200)
    }
  }
})

test('a shopping centre is one brand with counters that each sell their own', async ({ house }) => {
  const slug = newSlug('mall')
  tenant('create', '--scene', 'mall', slug, '万象')
  const { body } = await house.call(slug, 'GET', '/shop/stores/nearby?lat=30.27&lng=120.15')
  const sold = await Promise.all(
    body.items.map(async ({ id, name }: { id: string; name: { en: string } }) => {
      const goods = await house.call(slug, 'GET', `/shop/products?storeId=${id}&limit=50`)
      return [name.en, goods.body.items.length]
    }),
  )
  expect(sold.sort()).toEqual([
    ['万象 Beauty hall', 6],
    ['万象 Food court', 7],
    ['万象 The wardrobe', 7],
  ])
})

test('nothing is made of what cannot be: an unknown preset, a slug in use or out of shape', () => {
  const refused = (...args: string[]) => {
    try {
      tenant('create', ...args)
    } catch (error) {
      return String((error as { stderr: string }).stderr)
    }
    return 'made'
  }
  expect(refused('casino', newSlug('casino'))).toContain('There is no preset casino; there are supermarket')
  expect(refused('--scene', 'moon', newSlug('moon'))).toContain('There is no scene moon; there are chain')
  expect(refused('beauty', 'freshmart')).toContain('There is a brand freshmart already; nothing was changed.')
  expect(refused('beauty', '../etc')).toContain("can't be a slug")
})
