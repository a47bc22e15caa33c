import { randomUUID } from 'node:crypto'
import { shopperOf } from './shopper'
import { desktop, expect, signIn, someone, test, type House } from './world'

const TENANT = 'freshmart'

/** A warehouse with goods that nothing else sells. */
async function aWarehouse(house: House) {
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await house.call(TENANT, method, path, { as: 'owner', body })
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const { items: units } = await ask('GET', '/org-units')
  const { items: known } = await ask('GET', '/products?state=published&limit=1')
  const like = await ask('GET', `/products/${known[0].id}`)
  const mark = randomUUID().slice(0, 6)
  const warehouse = { id: randomUUID(), name: { zh: `中心仓${mark}`, en: `Warehouse ${mark}` } }
  await ask('POST', '/stores', {
    ...{ ...warehouse, code: `W${mark}`, kind: 'warehouse', address: '钱江路 1 号', phone: '' },
    regionId: units.find((unit: { kind: string }) => unit.kind === 'hq').id,
    ...{
      lat: 30.25,
      lng: 120.2,
      hours: [],
      services: [],
      areaSquareMetres: 0,
      managerName: '',
      photoUrls: [],
    },
  })
  const goods = { id: randomUUID(), name: { zh: `礼盒${mark}`, en: `Gift box ${mark}` } }
  const skuId = randomUUID()
  await ask('POST', '/products', {
    ...{ ...goods, kind: 'physical', detail: { zh: '', en: '' }, brand: '', unit: { zh: '盒', en: 'box' } },
    ...{ categoryId: like.categoryId, supplierId: null, options: [], mediaIds: [like.media[0].id] },
    ...{ values: like.values, cloudOnly: true },
    skus: [
      {
        ...{ id: skuId, code: `GB-${mark}`, barcodes: [], optionIndexes: [], listPrice: 5000, unitSize: 1 },
        ...{ priceMin: null, priceMax: null, weightGrams: 900, mediaId: null },
      },
    ],
  })
  await ask('POST', `/products/${goods.id}/moves`, { move: 'submit' })
  await ask('POST', `/products/${goods.id}/moves`, { move: 'publish' })
  const receipt = { id: randomUUID(), storeId: warehouse.id, skuId, quantity: 9, kind: 'receipt', note: '' }
  await ask('POST', '/stock/adjustments', receipt)
  await ask('PATCH', `/stores/${warehouse.id}`, { status: 'open' })
  const close = () => ask('PATCH', `/stores/${warehouse.id}`, { status: 'closed' })
  return { warehouse, goods, close }
}

test('goods that no store sells: bought, packed by the slip, sent and received', async ({
  browser,
  house,
}) => {
  const { warehouse, goods, close } = await aWarehouse(house)
  const shopper = await shopperOf(browser, house)
  const { page } = shopper
  await shopper.home()
  await page.locator('[data-test=way-send]').click()
  await expect(page.locator('[data-test=way-send]')).toHaveAttribute('aria-pressed', 'true')
  await shopper.openProduct(goods.id)
  await expect(page.getByText('仅线上销售')).toBeVisible()
  await expect(page.locator('[data-test=sent]')).toContainText(`由${warehouse.name.zh}发货`)
  await expect(page.locator('[data-test=sent]')).toContainText('运费 ¥10.00，满 ¥99.00 免')
  await shopper.button('立即购买').click()
  await shopper.signIn()

  await page.locator('[data-test=sent-to]').click()
  await page.getByLabel('收货人').fill('王小明')
  await page.getByLabel('手机号').fill(shopper.phone)
  await page.locator('[data-test=address-province]').click()
  await page.locator('.uni-picker-action-confirm').click()
  await page.getByLabel('区县').fill('东城区')
  await page.getByLabel('详细地址').fill('东直门内大街 5 号')
  await page.locator('[data-test=address-save]').click()
  await expect(page.locator('[data-test=sent-to]')).toContainText('北京市东城区东直门内大街 5 号')
  await expect(page.getByText('再买 ¥49.00 免运费')).toBeVisible()
  const orderId = await shopper.placeOrder()
  await shopper.pay()
  await expect(shopper.headline()).toHaveText('仓库正在打包')

  const packer = await someone(browser, { viewport: desktop })
  await signIn(house, packer.page, TENANT, 'owner', `/admin/shipping?storeId=${warehouse.id}`)
  const parcel = packer.page.locator('[data-test=parcel]')
  await expect(parcel).toContainText('王**')
  await expect(parcel).toContainText(goods.name.zh)
  await parcel.locator('[data-test=parcel-ship]').click()
  const waybill = `SF${String(Date.now()).slice(-12)}`
  await parcel.locator('[data-test=ship-waybill]').fill(waybill)
  await parcel.locator('[data-test=ship-submit]').click()
  await expect(parcel).toHaveCount(0)

  await shopper.openOrder(orderId)
  await expect(shopper.headline()).toHaveText('包裹在路上')
  await expect(page.locator('[data-test=order-parcel]')).toContainText(waybill)
  await page.locator('[data-test=order-receive]').click()
  await page.locator('.uni-modal__btn_primary').click()
  await expect(shopper.headline()).toHaveText('已签收，谢谢惠顾')
  await packer.page.locator('[data-test=tab-signed]').click()
  await expect(parcel.locator('[data-test=parcel-waybill]')).toHaveText(waybill)
  await close()
  expect([...shopper.complaints, ...packer.complaints]).toEqual([])
})
