import { test } from './fixtures'
for (const [w, h] of [[1440, 900], [360, 740]] as const)
  test(`shots ${w}`, async ({ page, enter }) => {
    await page.setViewportSize({ width: w, height: h })
    await page.goto('/sign-in'); await page.waitForTimeout(500)
    await page.screenshot({ path: `/tmp/shots/signin-${w}.png` })
    await page.locator('button[type=submit]').click()
    await page.locator('input[name=login]').fill('x'); await page.locator('input[name=password]').fill('y'); await page.keyboard.press('Enter'); await page.waitForTimeout(600)
    await page.screenshot({ path: `/tmp/shots/signin-bad-${w}.png` })
    await enter('owner', '/admin'); await page.waitForTimeout(700)
    await page.screenshot({ path: `/tmp/shots/office-${w}.png` })
    await page.locator('.scope-switch').click(); await page.waitForTimeout(400)
    await page.screenshot({ path: `/tmp/shots/scope-${w}.png` })
    await page.keyboard.press('Escape')
    await page.locator('[data-test=palette]').click(); await page.waitForTimeout(400)
    await page.screenshot({ path: `/tmp/shots/palette-${w}.png` })
    await page.keyboard.press('Escape')
    if (w === 360) { await page.locator('[data-test=burger]').click(); await page.waitForTimeout(400); await page.screenshot({ path: `/tmp/shots/drawer-${w}.png` }); await page.keyboard.press('Escape') }
    await page.goto('/store'); await page.waitForTimeout(700)
    await page.screenshot({ path: `/tmp/shots/store-${w}.png` })
    await page.locator('[data-test=person]').click(); await page.waitForTimeout(400)
    await page.screenshot({ path: `/tmp/shots/person-${w}.png` })
  })
test('weight', async ({ page, enter, context }) => {
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  const sizes = new Map<string, number>(), urls = new Map<string, string>()
  client.on('Network.responseReceived', (e) => urls.set(e.requestId, e.response.url))
  client.on('Network.loadingFinished', (e) => sizes.set(e.requestId, e.encodedDataLength))
  await enter('owner', '/admin'); await page.waitForTimeout(1500)
  const seen = new Set<string>(); let js = 0, css = 0
  for (const [id, n] of sizes) { const u = urls.get(id)!; if (!u || seen.has(u)) continue; seen.add(u); if (/\.js(\?|$)/.test(u)) { js += n; console.log(n, u.replace(/.*?\d\//, '')) } else if (/\.css/.test(u)) css += n }
  console.log('JS', js, 'CSS', css)
})
