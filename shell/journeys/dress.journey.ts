import type { Page } from '@playwright/test'
import { shopperOf } from './shopper'
import { expect, signIn, someone, test, uuidv7, type House } from './world'

const T = 'muse'
const COLOURS = ['米白', '雾蓝', '豆绿', '酒红']
const SIZES = ['XS', 'S', 'M', 'L', 'XL', 'XXL']
const PICTURE_SIDE = 640

/** A category that asks for a material, and answers the names to look for. */
async function ground(house: House) {
  const mark = String(Date.now()).slice(-6)
  const owner = async (method: string, path: string, body: unknown) => {
    const answer = await house.call(T, method, path, { as: 'owner', body })
    expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  }
  const [category, material] = [uuidv7(), uuidv7()]
  await owner('POST', '/categories', { id: category, parentId: null, name: { zh: `礼服${mark}`, en: '' } })
  await owner('POST', '/attributes', {
    id: material,
    kind: 'choice',
    name: { zh: `面料${mark}`, en: '' },
    filterable: true,
    choices: ['真丝', '羊毛'].map((zh) => ({ id: uuidv7(), name: { zh, en: '' } })),
  })
  await owner('PUT', `/categories/${category}/attributes`, {
    items: [{ attributeId: material, required: true }],
  })
  return { mark, category: `礼服${mark}`, material: `面料${mark}` }
}

/** A picture of one colour, drawn by the browser itself. */
const picture = (page: Page, colour: string): Promise<string> =>
  page.evaluate(
    ([fill, side]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side })
      const pen = canvas.getContext('2d')!
      pen.fillStyle = fill as string
      pen.fillRect(0, 0, side as number, side as number)
      return canvas.toDataURL('image/png').split(',')[1]!
    },
    [colour, PICTURE_SIDE] as const,
  )

async function writeOption(page: Page, at: number, name: string, values: string[]): Promise<void> {
  await page.locator('[data-test=option-add]').click()
  const option = page.locator('[data-test=product-option]').nth(at)
  await option.locator('.names input').first().fill(name)
  for (const [n, value] of values.entries()) {
    if (n) await option.locator('[data-test=option-add-value]').click()
    await option.locator('.value').nth(n).locator('input').first().fill(value)
  }
}

/** Pastes as a sheet puts it on the clipboard. */
const pasteInto = (page: Page, cell: string, text: string): Promise<void> =>
  page
    .locator(cell)
    .first()
    .evaluate((input, text) => {
      const data = new DataTransfer()
      data.setData('text', text)
      input.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    }, text)

const choose = async (page: Page, select: string, label: string): Promise<void> => {
  await page.locator(`${select} .el-select__wrapper`).first().click()
  await page.getByRole('option', { name: label, exact: true }).click()
}

test('a merchandiser builds a dress of 24 SKUs with pictures, and shoppers see it', async ({
  browser,
  house,
}) => {
  const { mark, category, material } = await ground(house)
  const name = `流光礼服${mark}`
  const { page, complaints } = await someone(browser)
  await signIn(house, page, T, 'merch', '/admin/products/new')
  await page.locator('[data-test=product-name]').fill(name)
  await choose(page, '[data-test=product-category]', category)
  await writeOption(page, 0, '颜色', COLOURS)
  await writeOption(page, 1, '尺码', SIZES)
  const rows = page.locator('[data-test=sku-row]')
  await expect(rows).toHaveCount(COLOURS.length * SIZES.length)
  const lines = COLOURS.flatMap((_, c) =>
    SIZES.map((size, s) => `D${mark}-${c}${size}\t\t${899 + s * 10}.00\t799\t1299`),
  )
  await pasteInto(page, '[data-test=sku-row] [data-column=code]', lines.join('\r\n'))
  await expect(rows.nth(23).locator('[data-column=listPrice]')).toHaveValue('949.00')

  const files = await Promise.all(
    ['#f3eee2', '#8fa9bf', '#9db28a', '#7c2233'].map((one) => picture(page, one)),
  )
  await page
    .locator('[data-test=picture-input]')
    .first()
    .setInputFiles(
      files.map((base64, n) => ({
        name: `${n}.png`,
        mimeType: 'image/png',
        buffer: Buffer.from(base64, 'base64'),
      })),
    )
  await expect(page.locator('[data-test=product-picture]')).toHaveCount(4)
  await page.locator('[data-test=sku-pictures]').click()

  // the category asks for a material: until it is said the dress cannot go on sale
  await page.locator('[data-test=product-save]').click()
  await expect(page.locator('[data-test=product-state]')).toBeVisible()
  await expect(page.locator('[data-test=move-publish]')).toBeDisabled()
  await choose(page, '[data-test=value-choice]', '真丝')
  await page.locator('[data-test=product-save]').click()
  await expect(page.locator('[data-test=move-publish]')).toBeEnabled()
  await page.locator('[data-test=move-publish]').click()
  await page.locator('[data-test=move-confirm]').click()
  await expect(page.locator('[data-test=product-state]')).toHaveText('在售')
  expect(complaints).toEqual([])

  const id = new URL(page.url()).pathname.split('/').at(-1)!
  const shopper = await shopperOf(browser, house, T)
  await shopper.page.goto(house.at(T, `/h5/pkg-catalog/product/product?id=${id}`))
  await expect(shopper.page.getByRole('heading', { name })).toBeVisible()
  await expect(shopper.page.locator('.spec', { hasText: material })).toContainText('真丝')
  const place = (await house.call(T, 'GET', '/shop/stores/nearby?lat=30.27&lng=120.15')).body.items[0]
  const { body } = await house.call(T, 'GET', `/shop/products/${id}?storeId=${place.id}`)
  expect(body.skus).toHaveLength(24)
  // every colour has a picture of its own, the same in all sizes
  const shown = COLOURS.map(
    (_, c) =>
      new Set(
        body.skus
          .filter((sku: { optionIndexes: number[] }) => sku.optionIndexes[0] === c)
          .map((sku: { picture: { id: string } }) => sku.picture.id),
      ),
  )
  expect(shown.map((ids) => ids.size)).toEqual([1, 1, 1, 1])
  expect(new Set(shown.flatMap((ids) => [...ids])).size).toBe(4)
  expect(shopper.complaints).toEqual([])
})
