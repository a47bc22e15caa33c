/**
 * Draws the tab bar's icons (PNG is all that WeChat takes) into src/static/tab.
 * Run by hand after a change: `node tools/draw-tab-icons.mjs`. sharp is borrowed from the tenants' picture tools.
 */
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const sharp = createRequire(new URL('../../tenants/package.json', import.meta.url))('sharp')
const out = (name) => fileURLToPath(new URL(`../src/static/tab/${name}.png`, import.meta.url))
const PALE = '#5f6670'
const DARK = '#1a1d21'

/** Each icon as line and filled form on a 24 unit square. */
const icons = {
  home: {
    line: '<path d="M4 11.2 12 4.5l8 6.7V19a1.5 1.5 0 0 1-1.5 1.5h-4V15h-5v5.5h-4A1.5 1.5 0 0 1 4 19Z"/>',
  },
  category: {
    line: '<rect x="4" y="4" width="6.8" height="6.8" rx="1.8"/><rect x="13.2" y="4" width="6.8" height="6.8" rx="3.4"/><rect x="4" y="13.2" width="6.8" height="6.8" rx="1.8"/><rect x="13.2" y="13.2" width="6.8" height="6.8" rx="1.8"/>',
  },
  cart: {
    line: '<path d="M5.6 8h12.8l1 10.9a1.5 1.5 0 0 1-1.5 1.6H6.1a1.5 1.5 0 0 1-1.5-1.6Z"/><path d="M8.6 10.5V7.4a3.4 3.4 0 0 1 6.8 0v3.1" CLASP/>',
  },
  me: {
    line: '<circle cx="12" cy="8.2" r="3.9"/><path d="M4.6 20.3c.5-4 3.6-6.2 7.4-6.2s6.900 2.200 7.400 6.200Z"/>',
  },
}

for (const [name, { line }] of Object.entries(icons)) {
  const draw = (stroke, fill, clasp) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 24 24" fill="${fill}" stroke="${stroke}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${line.replace('CLASP', clasp)}</svg>`,
    )
  await sharp(draw(PALE, 'none', ''))
    .png({ palette: true })
    .toFile(out(name))
  await sharp(draw(DARK, DARK, 'fill="none" stroke="#ffffff"'))
    .png({ palette: true })
    .toFile(out(`${name}-on`))
}
