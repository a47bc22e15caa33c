import { fileURLToPath } from 'node:url'
import { checkBuild, measureSize, openMiniProgram } from '../../infra/harness/src/index.ts'
import { milk } from './shopper'
import { complaintsOf, expect, test } from './world'

const dir = fileURLToPath(new URL('../../uniapp/dist/build/mp-weixin', import.meta.url))

test('the build fits: main package under 1.5 MB, and nothing in it that a mini program lacks', () => {
  expect(checkBuild(dir).filter((row) => !row.passed)).toEqual([])
  const main = measureSize(dir).find((row) => row.name === 'main')!
  expect(main.bytes).toBeLessThan(1.5 * 1024 * 1024)
})

test('a sale in the mini program, up to the code', async ({ page, house }) => {
  const complaints = complaintsOf(page)
  await page.setViewportSize({ width: 390, height: 844 })
  const { body: tenant } = await house.call('freshmart', 'GET', '/tenant')
  let visits = Date.now() // a code of WeChat's works once
  const shop = await openMiniProgram(page, {
    dir,
    appId: tenant.wechatAppId,
    apiOrigin: `http://localhost:${house.port}`,
    buildOrigin: 'http://localhost:5800',
    location: { latitude: 30.2767, longitude: 120.1263 },
    handlers: {
      login: () => ({ code: `code-meiling-${visits++}` }),
      requestPayment: (signed) => house.move('../wechat-pay/pay', { ...signed, appId: tenant.wechatAppId }),
    },
  })
  await shop.waitForText('可以使用您的位置吗？')
  await shop.tap('同意')
  await shop.waitForText('大家都在买')
  await shop.tap('搜索商品')
  await shop.waitForPage('pkg-catalog/search/search')
  await shop.input('商品名、拼音或条码', milk.initials)
  await shop.tap(milk.zh)
  await shop.waitForPage('pkg-catalog/product/product')
  await shop.tap('立即购买')
  await shop.tap(page.getByRole('dialog').getByText('立即购买'))
  await shop.waitForPage('pkg-member/sign-in/sign-in')
  await shop.tap('微信一键登录')
  await shop.waitForText('请先阅读并同意隐私政策')
  await shop.tap('同意并继续')
  await shop.waitForPage('pkg-trade/checkout/checkout')
  await shop.tap('提交订单')
  await shop.waitForPage('pkg-trade/pay/pay')
  await shop.tap('微信支付')
  await shop.waitForPage('pkg-trade/order/order')
  await shop.waitForText('门店正在备货')

  await shop.tap('全屏显示')
  await shop.waitForPage('pkg-trade/code/code')
  const digits = page.locator('.digits').filter({ visible: true })
  await expect(digits).toHaveText(/^\d{4} \d{4}$/)
  await expect(page.getByText('文三路店').filter({ visible: true })).toBeVisible()
  const [order] = (
    await house.call('freshmart', 'GET', '/orders?channel=mini_program&limit=1', { as: 'owner' })
  ).body.items
  expect(order).toMatchObject({ status: 'preparing', channel: 'mini_program', paid: order.payable })
  expect((await shop.waitForCall('requestPayment')).error).toBeUndefined()
  expect(await shop.errors()).toEqual([])
  expect(complaints).toEqual([])
})
