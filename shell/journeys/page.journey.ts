import type { Locator, Page } from '@playwright/test'
import { milk, shopperOf } from './shopper'
import { expect, signIn, someone, test } from './world'

const STEPS_MOST = 120
/** Goes on by the Tab key until the keyboard is where it should be. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let step = 0; step < STEPS_MOST; step++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the Tab key never came there')
}
/** Goes there by the Tab key and presses it. */
async function press(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted.first()).toBeVisible()
  await tabTo(page, wanted.first())
  await page.keyboard.press('Enter')
}

for (const width of [1280, 375])
  test(`a shopper with a keyboard alone goes from home to a full cart, ${width} px wide`, async ({
    browser,
    house,
  }) => {
    const shopper = await shopperOf(browser, house)
    const { page } = shopper
    await page.setViewportSize({ width, height: 800 })
    await shopper.home()
    await press(page, page.locator('.goods[role=link]'))
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await press(page, shopper.button('加入购物车'))
    const sheet = shopper.inSheet('加入购物车')
    const added = page.getByText('已加入购物车')
    await expect(sheet.or(added).first()).toBeVisible()
    if (await sheet.isVisible()) await press(page, sheet)
    await expect(added).toBeVisible()
    await press(page, page.locator('[role=link][aria-label=购物车]'))
    await expect(shopper.button('去结算（1）')).toBeVisible()
    await press(page, shopper.button('去结算（1）'))
    await expect(page.getByText('手机号登录')).toBeVisible()
    expect(shopper.complaints).toEqual([])
  })

test('a merchandiser tells a story with a pasted page; shoppers read it, and nothing of the page runs', async ({
  browser,
  house,
}) => {
  const owner = await someone(browser)
  const found = await house.call('freshmart', 'GET', `/products?q=${encodeURIComponent(milk.zh)}`, {
    as: 'owner',
  })
  const { id } = found.body.items[0]
  await signIn(house, owner.page, 'freshmart', 'owner', `/admin/products/${id}`)
  await owner.page.locator('[data-test=story-open]').click()
  const editor = owner.page.locator('.story-text').first()
  await editor.click()
  // whatever another run has told
  await owner.page.keyboard.press('ControlOrMeta+a')
  await owner.page.keyboard.press('Delete')
  let asked = ''
  owner.page.on('dialog', (dialog) => {
    asked = dialog.message()
    void dialog.dismiss()
  })
  const html = `<h1>牧场<script>alert(1)</script></h1><p onclick="alert(2)">每天<b>现挤</b> <a href="javascript:alert(3)">不要点</a></p>
    <img src="x" onerror="alert(4)"><iframe srcdoc="<script>alert(5)</script>"></iframe><svg onload="alert(6)"></svg><ul><li>低脂</li></ul>`
  await editor.evaluate((element, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', text)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, html)
  await expect(editor.getByRole('heading', { name: '牧场' })).toBeVisible()
  await owner.page.locator('[data-test=presentation-save]').click()
  await expect(owner.page.getByText('已保存')).toBeVisible()
  const { story } = (await house.call('freshmart', 'GET', `/products/${id}/presentation`, { as: 'owner' }))
    .body
  const run = (text: string, marks: string[] = []) => ({ text, marks, link: null })
  expect(story.zh).toEqual([
    { kind: 'heading', text: '牧场' },
    { kind: 'text', runs: [run('每天'), run('现挤', ['bold']), run(' 不要点')] },
    { kind: 'list', ordered: false, items: [[run('低脂')]] },
  ])
  const shopper = await shopperOf(browser, house)
  await shopper.chooseStore('文三路店')
  await shopper.openProduct(id)
  await expect(shopper.page.getByRole('heading', { name: '牧场' })).toBeVisible()
  expect([asked, shopper.complaints]).toEqual(['', []])
})
