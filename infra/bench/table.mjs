/* global document, requestAnimationFrame */
// The admin's table with 100,000 rows in Chromium: frames a second while it scrolls, and how long its last page takes.
import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../local/packages.mjs'
import { OWNER } from './house.mjs'
import { keepSection, one, row, whole } from './report.mjs'

const HEADING = '## Table'
const ROWS = 100_000
const PAGE = 50
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

/** Opens the products of the console over a made-up list of 100,000, loads all of it and scrolls; answers a section of RESULTS.md. */
export async function measureTable({ house, node, log }) {
  const api = await house.startApi(node.exec, { WEB_ROOT: root })
  const { chromium } = createRequire(join(root, 'shell/package.json'))('@playwright/test')
  const browser = await chromium.launch({
    ...(CHROMIUM ? { executablePath: CHROMIUM } : {}),
    args: ['--no-sandbox'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.route(/\/api\/products\?/, (route) => {
      const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
      const items = Array.from({ length: PAGE }, (_, n) => product(from + n))
      const next = from + PAGE
      return route.fulfill({ json: { items, nextCursor: next < ROWS ? String(next) : null } })
    })
    await page.goto(`http://${api.host}/admin/products`)
    await page.locator('[data-test=sign-in] input').first().fill(OWNER.login)
    await page.locator('[data-test=sign-in] input[type=password]').fill(OWNER.password)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/admin\/products/)
    await page.locator('tr.row').first().waitFor()
    const pages = await page.evaluate(loadAll)
    log(`loaded ${pages.length * PAGE + PAGE} rows`)
    const slow = await page.evaluate(scroll, { step: 3, frames: 300 })
    const fast = await page.evaluate(scroll, { step: 120, frames: 300 })
    const text = section({ pages, slow, fast, version: browser.version() })
    log(`${one(slow.perSecond)} and ${one(fast.perSecond)} frames/s`)
    return text
  } finally {
    await browser.close()
    await api.stop()
  }
}

const product = (n) => ({
  id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  kind: 'physical',
  state: ['draft', 'published', 'retired'][n % 3],
  name: { zh: `商品 ${n}`, en: `Goods ${n}` },
  brand: `B${n % 90}`,
  categoryId: '00000000-0000-7000-8000-000000000000',
  categoryName: { zh: '水果', en: 'Fruit' },
  supplierId: null,
  supplierName: null,
  picture: null,
  skuCount: 1 + (n % 5),
  priceFrom: 100 + n,
  priceTo: 100 + n,
  unit: { zh: '个', en: 'pc' },
  unitSize: 1,
  onHand: n % 300,
  updatedAt: '2026-01-01T00:00:00.000Z',
})

/** In the page: asks for one page after the other, to the end; answers how long each took, in ms. */
async function loadAll() {
  const pages = []
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  for (;;) {
    const more = document.querySelector('.next button')
    if (!more) return pages
    const before = document.querySelector('.count').textContent
    const began = performance.now()
    more.click()
    while (document.querySelector('.next button') && document.querySelector('.count').textContent === before)
      await frame()
    while (!/\d/.test(document.querySelector('.count').textContent)) await frame()
    pages.push(performance.now() - began)
  }
}

/** In the page: scrolls so many rows a frame, and counts frames. */
async function scroll({ step, frames }) {
  const box = document.querySelector('.scroller')
  box.scrollTop = 0
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  await frame()
  const times = []
  let last = performance.now()
  const began = last
  for (let n = 0; n < frames; n++) {
    box.scrollTop += step * 48
    await frame()
    times.push(performance.now() - last)
    last = performance.now()
  }
  times.sort((a, b) => a - b)
  return { perSecond: (frames * 1000) / (last - began), p99: times[Math.floor(frames * 0.99)] }
}

function section({ pages, slow, fast, version }) {
  const ordered = [...pages].sort((a, b) => a - b)
  const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
  const first = middle(pages.slice(0, 50))
  const last = middle(pages.slice(-50))
  const head = ['scrolling 100,000 rows', 'frames a second', 'longest frame but one in a hundred, ms']
  const text = [
    HEADING,
    '',
    `Written by \`npm run bench -- --table\`: the console's list of products over ${whole(ROWS)} made-up rows in Chromium ${version}, 1440 x 900,`,
    'without a graphics card. A page of 50 rows more, from the click to its rows on the screen: ' +
      `${one(first)} ms among the first, ${one(last)} ms among the last, ${one(ordered[Math.floor(ordered.length * 0.99)])} ms for all but one in a hundred.`,
    '',
    row(head),
    row(head.map(() => '---')),
    row(['3 rows a frame, as a wheel does', one(slow.perSecond), one(slow.p99)]),
    row(['120 rows a frame, as a dragged bar does', one(fast.perSecond), one(fast.p99)]),
    '',
    '',
  ].join('\n')
  return keepSection(HEADING, text)
}
