import { readFileSync } from 'node:fs'
import { shopperOf } from './shopper'
import { expect, minutes, test } from './world'

test('a shopper is asked first, takes consent back, gets all data as a file, and leaves', async ({
  browser,
  house,
}) => {
  const shopper = await shopperOf(browser, house, 'freshmart', false)
  const { page, phone } = shopper
  const yes = page.locator('.uni-modal__btn_primary')
  const open = async (path: string) => page.goto(house.at('freshmart', `/h5${path}`))

  await open('/')
  await expect(page.getByText('可以使用您的位置吗？')).toBeVisible()
  await yes.click()
  await expect(page.getByText('大家都在买')).toBeVisible()

  await open('/pages/me/me')
  await page.getByText('登录 / 注册').click()
  await page.getByRole('link', { name: '《隐私政策》' }).click()
  await expect(page.getByText('一、我们收集什么，用来做什么').filter({ visible: true })).toBeVisible()
  await page.goBack()
  await shopper.signIn()
  await expect(page.getByText('退出登录')).toBeVisible()

  await open('/pkg-member/privacy/privacy')
  const location = page.getByRole('switch', { name: '使用位置' })
  await expect(page.getByText(/同意 · 第 1 版/)).toHaveCount(2)
  await location.click()
  await expect(location).toHaveAttribute('aria-checked', 'false')
  await expect(page.getByText(/撤回$/)).toBeVisible()

  const codeFor = async (): Promise<void> => {
    await house.advance(minutes(1.1))
    const before = await house.smsCode(phone)
    await shopper.button('获取验证码').click()
    await expect.poll(() => house.smsCode(phone)).not.toBe(before)
    await page.getByLabel('短信验证码').fill(await house.smsCode(phone))
  }
  await page.getByText('导出我的数据').filter({ visible: true }).click()
  await codeFor()
  await shopper.button('生成文件').click()
  const [file] = await Promise.all([page.waitForEvent('download'), shopper.button('保存文件').click()])
  const data = JSON.parse(readFileSync(await file.path(), 'utf8'))
  expect([data.profile.phone, data.consents.length, data.orders]).toEqual([phone, 3, []])

  await open('/pkg-member/erase/erase')
  await codeFor()
  await shopper.button('注销账号').click()
  await yes.click()
  await expect(page.getByText('账号已注销')).toBeVisible()
  await open('/pages/me/me')
  await expect(page.getByText('登录 / 注册')).toBeVisible()
  const { body } = await house.call('freshmart', 'GET', '/privacy/requests', { as: 'owner' })
  expect(body.items.slice(0, 2).map((one: any) => [one.kind, one.by])).toEqual([
    ['erasure', null],
    ['export', null],
  ])
  expect(shopper.complaints).toEqual([])
})
