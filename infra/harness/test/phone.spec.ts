import { expect, test } from './fixture.ts'

test('location: refused, then given', async ({ open }) => {
  const shop = await open()
  await shop.tap('门店')
  await shop.tap('#locate')
  await shop.waitForText('请手动选择门店：getLocation:fail auth deny')
  await shop.setLocation({ latitude: 31.2, longitude: 121.44 })
  await shop.tap('#locate')
  await shop.waitForText('徐家汇店 31.2,121.44')
  await shop.handle('chooseLocation', () => ({ name: '人民广场', latitude: 31.23, longitude: 121.47 }))
  await shop.tap('#choose')
  await shop.waitForText('人民广场')
})

test('an action sheet and a dialog wait for a finger', async ({ open }) => {
  const shop = await open({ path: 'pages/stores/stores' })
  await shop.tap('#part')
  await shop.tap('徐汇')
  await shop.waitForText('区 1')
  await shop.tap('我的')
  await shop.tap('#leave')
  await shop.waitForText('确定退出？')
  await shop.tap('取消')
  await shop.waitForText('留下')
  await shop.tap('#leave')
  await shop.tap('确定')
  await shop.waitForText('已退出')
})

test('sign in, storage, scan and phone number', async ({ open, shop: server }) => {
  const shop = await open({
    path: 'pages/me/me',
    handlers: { login: () => ({ code: 'C0DE' }), scanCode: () => ({ result: 'V-778899' }) },
  })
  await shop.tap('#login')
  await shop.waitForText('已登录 T-C0DE')
  expect(server.seen.at(-1)!.body).toEqual({ code: 'C0DE' })
  expect(await shop.storage()).toMatchObject({ token: 'T-C0DE' })
  await shop.tap('#scan')
  await shop.waitForText('V-778899')
  await shop.tap('#phone')
  await shop.waitForText('手机 phone-code-1')
  await shop.handle('getPhoneNumber', () => {
    throw new Error('user deny')
  })
  await shop.tap('#phone')
  await shop.waitForText('getPhoneNumber:fail user deny')
  await shop.tap('#copy')
  expect((await shop.waitForCall('setClipboardData')).args).toMatchObject({ data: '12345678' })
})

test('what a phone lacks is lacking here', async ({ open }) => {
  const shop = await open({ path: 'pages/me/me' })
  await shop.tap('#url')
  await shop.waitForText('URL 出错')
  expect(await shop.errors()).toEqual([])
  await shop.tap('#gap')
  await shop.waitForText('蓝牙 出错 wx.openBluetoothAdapter is not written in the mini-program harness')
  expect((await shop.errors()).join()).toContain('wx.openBluetoothAdapter is not written')
})

test('requests leave only for allowed origins', async ({ open }) => {
  const shop = await open({ buildOrigin: undefined })
  await expect.poll(async () => (await shop.calls('request'))[0]?.error).toContain('url not in domain list')
})

test('a canvas draws', async ({ open }) => {
  const shop = await open({ path: 'pages/me/me' })
  const pixel = () =>
    shop.locator('canvas').evaluate((canvas) => {
      const context = (canvas as HTMLCanvasElement).getContext('2d')!
      return [...context.getImageData(5, 5, 1, 1).data]
    })
  await expect.poll(pixel).toEqual([0, 128, 0, 255])
})

test('picker, checkbox, switch, slider, textarea and the form around them', async ({ open }) => {
  const shop = await open({ path: 'pages/me/me' })
  await shop.tap('去预约')
  await shop.pick('#day', '2026-12-24')
  await shop.waitForText('预约日期：2026-12-24')
  await shop.pick('#store', '静安寺店')
  await shop.waitForText('门店：静安寺店')
  await shop.tap('靠窗')
  await shop.tap(shop.locator('checkbox').nth(1))
  await shop.waitForText('要求 window+quiet')
  await shop.tap('#remind')
  await shop.waitForText('提醒 true')
  await shop.locator('#guests input').fill('4')
  await shop.waitForText('人数 4')
  await shop.input('备注', '生日')
  await shop.waitForText('备注 生日')
  await shop.tap('#send')
  await expect(shop.locator('#sent')).toHaveText(
    JSON.stringify({
      day: '2026-12-24',
      store: 1,
      wishes: ['window', 'quiet'],
      remind: true,
      guests: 4,
      note: '生日',
    }),
  )
  expect(await shop.errors()).toEqual([])
})

test('scrolling: a list, the end of a page, a pull and a swipe', async ({ open, shop: server }) => {
  const shop = await open()
  await shop.waitForText('苹果')
  await shop.reachBottom()
  await shop.waitForText('触底 1')
  const asked = server.seen.length
  await shop.pullDown()
  expect(server.seen.length).toBe(asked + 1)
  await shop.fire('.banner', 'change', { current: 1 })
  await shop.waitForText('轮播 1')
  await shop.tap('我的')
  await shop.tap('去预约')
  await shop.locator('.list').evaluate((list) => list.scrollTo(0, list.scrollHeight))
  await shop.waitForText('到底 1')
  await shop.waitForText('须知')
})

test('sharing from the menu and from a button', async ({ open }) => {
  const shop = await open({ query: { scene: 's7' } })
  expect(await shop.share()).toEqual({ title: '一起买', path: '/pages/index/index?scene=s7' })
  await shop.tap('分享')
  expect((await shop.waitForCall('share')).result).toMatchObject({ path: '/pages/index/index?scene=s7' })
  expect(await shop.errors()).toEqual([])
})
