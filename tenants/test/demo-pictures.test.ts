import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { demoTenants, drawPicture, renderAll, renderPicture } from '../demo/index.js'
import { drawers } from '../demo/pictures/drawers/index.js'
import { missingSigns } from '../demo/pictures/lettering.js'
import { lettersUsed } from '../demo/pictures/letters.js'
import { drawBanner, drawIcon, drawLogo } from '../demo/pictures/marks.js'
import { motifNames } from '../demo/pictures/motifs.js'
import { drawStore } from '../demo/pictures/shops.js'

const pictures = demoTenants.flatMap((tenant) => tenant.products.flatMap((product) => product.pictures))

describe('pictures of goods', () => {
  it('exist for every SKU, by a drawer and a motif that exist', () => {
    for (const tenant of demoTenants)
      for (const product of tenant.products) {
        const keys = product.pictures.map((picture) => picture.key)
        for (const sku of product.skus) expect(keys).toContain(sku.pictureKey)
      }
    for (const { spec } of pictures) expect(drawers).toHaveProperty(spec.kind)
    const labelled = demoTenants[0]!.products
      .flatMap((product) => product.pictures)
      .filter(({ spec }) => spec.motif)
    expect(
      labelled
        .filter(({ spec }) => !motifNames.includes(spec.motif!))
        .map(({ key, spec }) => `${key} ${spec.motif}`),
    ).toEqual([])
  })

  it('use at least 100 drawers', () => {
    expect(new Set(pictures.map(({ spec }) => spec.kind)).size).toBeGreaterThanOrEqual(100)
  })

  it('differ between any two goods, and are the same when drawn again', () => {
    const seen = new Map<string, string>()
    for (const { key, spec } of pictures) {
      const svg = drawPicture(spec)
      expect(seen.get(svg), `${key} looks like another`).toBeUndefined()
      seen.set(svg, key)
    }
    expect(drawPicture(pictures[0]!.spec)).toBe(drawPicture(pictures[0]!.spec))
  })

  it('need no font: every sign on a label has an outline and no text element is left', () => {
    expect(missingSigns(lettersUsed().join(''))).toEqual([])
    for (const { spec } of pictures.slice(0, 300)) expect(drawPicture(spec)).not.toContain('<text')
  })
})

describe('rendering', () => {
  it('makes WebP of the width asked for', async () => {
    const image = await renderPicture(drawPicture(pictures[0]!.spec), 240)
    expect(await sharp(image).metadata()).toMatchObject({ format: 'webp', width: 240, height: 240 })
  })

  it('writes every width of every picture of a tenant and tells where', async () => {
    const tenant = { ...demoTenants[1]!, products: demoTenants[1]!.products.slice(0, 2) }
    const files = new Map<string, string>()
    const rendered = await renderAll(
      tenant,
      (path, bytes) => void files.set(path, createHash('sha256').update(bytes).digest('hex')),
      { concurrency: 2 },
    )
    for (const product of tenant.products)
      for (const { key } of product.pictures)
        expect(Object.keys(rendered.get(key)!.webp)).toEqual(['240', '480', '960'])
    for (const picture of rendered.values())
      for (const path of [...Object.values(picture.webp), ...(picture.svg ? [picture.svg] : [])])
        expect(files.has(path)).toBe(true)
    // Most categories are empty here, so their icons may look alike.
    const drawn = [...files].filter(([path]) => !path.startsWith('icon/')).map(([, hash]) => hash)
    expect(new Set(drawn).size).toBe(drawn.length)
    expect(rendered.get(tenant.logo)!.svg).toBe('logo/logo.svg')
  })
})

describe('marks', () => {
  it('give each store its own front, each category an icon, each tenant a logo and two banners', () => {
    for (const tenant of demoTenants) {
      expect(new Set(tenant.stores.map((store) => drawStore(tenant, store))).size).toBe(tenant.stores.length)
      for (const category of tenant.categories) expect(drawIcon(tenant, category)).toContain('<svg')
      expect(tenant.banners).toHaveLength(2)
      for (const banner of tenant.banners) expect(drawBanner(tenant, banner)).toContain('<svg')
    }
    expect(drawLogo(demoTenants[0]!)).not.toBe(drawLogo(demoTenants[1]!))
  })
})
