import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { complaintsOf, expect, test } from './world'

const root = fileURLToPath(new URL('../../', import.meta.url))
const ROWS = 5_000
/** 37 of the rows say their price in words. */
const isBad = (n: number): boolean => n % 135 === 7

test('a merchandiser imports 5,000 goods with 37 bad rows, sees which cells, mends them, and imports again: only what changed is written', async ({
  browser,
  house,
}) => {
  const slug = `sheet-${Date.now().toString(36)}`
  const said = execFileSync(process.execPath, ['infra/local/tenant.mjs', 'create', 'beauty', slug, '花间'], {
    cwd: root,
    encoding: 'utf8',
  })
  const [, password] = /^ {2}\/admin\s+owner\s+([\w-]{19})$/m.exec(said)!
  const signedIn = await house.call(slug, 'POST', '/auth/sign-in', { body: { login: 'owner', password } })
  const { body: tree } = await house.call(slug, 'GET', '/categories', { token: signedIn.body.accessToken })
  const sheet = (price: (n: number) => string) => ({
    name: '新品.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        '规格编码,商品名称,分类,单位,统一价',
        ...Array.from({ length: ROWS }, (_, n) => `N-${n},新品${n},${tree.items[0].id},支,${price(n)}`),
      ].join('\r\n'),
    ),
  })

  const page = await browser.newPage()
  const complaints = complaintsOf(page)
  await page.goto(house.at(slug, '/admin/imports'))
  await page.locator('[data-test=sign-in] input').first().fill('owner')
  await page.locator('[data-test=sign-in] input[type=password]').fill(password!)
  await page.keyboard.press('Enter')
  await page
    .locator('[data-test=sheet-input]')
    .setInputFiles(sheet((n) => (isBad(n) ? '九块九' : `${n % 90}.9`)))
  const counts = async () =>
    Promise.all(
      ['fresh', 'changed', 'same', 'faulty'].map((key) =>
        page.locator(`[data-test=import-${key}]`).innerText(),
      ),
    )
  const note = page.locator('[data-test=import-note]')
  await expect(note).toHaveText('检查完毕。导入前什么都不会改变。', { timeout: 30_000 })
  expect(await counts()).toEqual(['4,963', '0', '0', '37'])
  const faults = page.locator('[data-test=import-faults] tr.row')
  await expect(faults).toHaveCount(37)
  await expect(faults.first()).toContainText(/9\s*统一价\s*不是有效的价格.*九块九/)
  await page.locator('[data-test=import-run]').click()
  await expect(note).toHaveText('导入完成。', { timeout: 30_000 })

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('[data-test=import-mend]').click(),
  ])
  expect(file.suggestedFilename()).toBe('新品-待修改.xlsx')
  expect(statSync(await file.path()).size).toBeGreaterThan(2_000)

  await page.locator('main input[type=file]').setInputFiles(sheet((n) => (isBad(n) ? '9.9' : `${n % 90}.9`)))
  await expect(page.locator('[data-test=import-same]')).toHaveText('4,963', { timeout: 30_000 })
  await expect(note).toHaveText('检查完毕。导入前什么都不会改变。', { timeout: 30_000 })
  expect(await counts()).toEqual(['37', '0', '4,963', '0'])
  await page.locator('[data-test=import-run]').click()
  await expect(note).toHaveText('导入完成。', { timeout: 30_000 })
  await page.goto(house.at(slug, '/admin/products?q=N-4999'))
  await expect(page.locator('[data-test=product-row]')).toContainText('新品4999')
  expect(complaints).toEqual([])
  await page.close()
})
