import { expect, phone, signIn, someone, test, type House } from './world'

const TENANT = 'freshmart'

/** Two goods that the warehouse offers to a store. */
async function offered(house: House, storeId: string) {
  const { body } = await house.call(TENANT, 'GET', `/stores/${storeId}/offers?limit=100`, {
    as: 'manager02',
  })
  return body.items
    .filter((one: any) => one.seller.kind === 'warehouse' && one.kind === 'physical')
    .slice(0, 2)
}
const onHand = async (house: House, storeId: string, skuId: string): Promise<number> =>
  (await house.call(TENANT, 'GET', `/stock?storeId=${storeId}&skuId=${skuId}`, { as: 'owner' })).body.items[0]
    ?.onHand ?? 0

test('a store orders in the mall, HQ confirms a part and ships it, and the store counts what came', async ({
  browser,
  house,
}) => {
  const { body: own } = await house.call(TENANT, 'GET', '/stores', { as: 'manager02' })
  const storeId = own.items[0].id
  const [first, second] = await offered(house, storeId)
  const manager = await someone(browser, { viewport: phone })
  await signIn(house, manager.page, TENANT, 'manager02', '/store/ordering')
  for (const { code } of [first, second]) {
    await manager.page.getByRole('search').getByRole('textbox').fill(code)
    const offer = manager.page.locator('[data-test=offer]').filter({ hasText: code })
    await expect(offer).toHaveCount(1)
    await expect(manager.page.locator('[data-test=offer]')).toHaveCount(1)
    await offer.locator('[data-test=offer-add]').click()
    await expect(offer.locator('[data-test=offer-less]')).toBeVisible()
  }
  await manager.page.locator('[data-test=ordering-cart]').click()
  const seller = manager.page.getByRole('dialog').locator('[data-test=cart-seller]')
  await expect(seller.locator('[data-test=cart-line]')).toHaveCount(2)
  await seller.locator('[data-test=cart-submit]').click()
  await expect(seller).toHaveCount(0)
  await manager.page.keyboard.press('Escape')
  await manager.page.locator('[data-test=ordering-orders]').click()
  await manager.page.locator('[data-test=purchase-row]').first().click()
  await expect(manager.page.locator('[data-test=purchase-state]')).toHaveText('待确认')
  const number = /HZ\S+/.exec(await manager.page.getByRole('heading', { level: 1 }).innerText())![0]

  const merch = await someone(browser)
  await signIn(house, merch.page, TENANT, 'merch', '/admin/purchasing')
  await merch.page.locator('[data-test=purchase-row]').filter({ hasText: number }).click()
  await merch.page.locator('[data-test=purchase-confirm]').click()
  const asked = merch.page.locator('[data-test=count-line]').filter({ hasText: first.code })
  await asked.locator('input').fill(String(first.pack))
  await merch.page.locator('[data-test=count-send]').click()
  await merch.page.locator('[data-test=count-note] input, input[data-test=count-note]').fill('库存不足')
  await merch.page.locator('[data-test=count-send]').click()
  await expect(merch.page.locator('[data-test=purchase-state]')).toHaveText('待发货')
  await merch.page.locator('[data-test=purchase-ship]').click()
  await merch.page.getByLabel('承运').fill('自有车队')
  await merch.page.getByLabel('运单号').fill('浙A·12345')
  await merch.page.locator('[data-test=count-send]').click()
  await expect(merch.page.locator('[data-test=purchase-state]')).toHaveText('已发货')

  const before = await onHand(house, storeId, second.skuId)
  const clerk = await someone(browser, { viewport: phone })
  await signIn(house, clerk.page, TENANT, 'clerk02', '/store/receiving')
  await clerk.page.locator('[data-test=purchase-row]').filter({ hasText: number }).click()
  await clerk.page.locator('[data-test=shipment-receive]').click()
  await clerk.page.locator('[data-test=count-all]').click()
  const short = clerk.page.locator('[data-test=count-line]').filter({ hasText: second.code })
  await short
    .locator('[data-test=count-quantity] input, input[data-test=count-quantity]')
    .fill(String(second.min - 1))
  await clerk.page.locator('[data-test=count-send]').click()
  await expect(clerk.page.locator('[data-test=purchase-state]')).toHaveText('已完成')
  await expect(clerk.page.locator('[data-test=shipment]')).toContainText('缺少')
  expect(await onHand(house, storeId, second.skuId)).toBe(before + second.min - 1)

  await manager.page.reload()
  await expect(manager.page.locator('[data-test=purchase-state]')).toHaveText('已完成')
  for (const one of [manager, merch, clerk]) expect(one.complaints).toEqual([])
})
