import sharp from 'sharp'
import type { DemoTenant } from '../shapes.js'
import { drawPicture } from './draw.js'
import { drawBanner, drawIcon, drawLogo, drawWordmark } from './marks.js'
import { drawStore } from './shops.js'
import { drawSnapshot } from './snapshot.js'
import type { Snapshot } from '../voices.js'

/** Widths in pixels that goods and stores are rendered at; banners are wide and have their own. */
export const WIDTHS = [240, 480, 960] as const
export const BANNER_WIDTHS = [480, 960, 1600] as const

const QUALITY = 82

/** WebP of a drawing at a width in pixels; the height follows its shape. */
export async function renderPicture(svg: string, width: number): Promise<Buffer> {
  return sharp(Buffer.from(svg)).resize(width).webp({ quality: QUALITY, effort: 2 }).toBuffer()
}

/** All widths from one drawing, which is rasterised once. */
async function renderWidths(svg: string, widths: readonly number[]): Promise<[number, Buffer][]> {
  const { data, info } = await sharp(Buffer.from(svg))
    .removeAlpha()
    .resize(Math.max(...widths))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const raw = { width: info.width, height: info.height, channels: info.channels }
  return Promise.all(
    widths.map(async (width): Promise<[number, Buffer]> => {
      const image = sharp(data, { raw })
      const sized = width === info.width ? image : image.resize(width)
      return [width, await sized.webp({ quality: QUALITY, effort: 2 }).toBuffer()]
    }),
  )
}

export type PictureClass = 'goods' | 'snapshot' | 'store' | 'banner' | 'icon' | 'logo'

export interface RenderedPicture {
  key: string
  class: PictureClass
  /** Width over height. */
  aspect: number
  /** Path per width in pixels; empty for a drawing that is kept as SVG alone. */
  webp: Record<number, string>
  svg?: string
}

interface Task {
  key: string
  class: PictureClass
  aspect: number
  widths: readonly number[]
  keepSvg: boolean
  draw(): string
}

/** A square picture in every width. */
const squareTask = (of: PictureClass, key: string, draw: () => string): Task => ({
  key,
  class: of,
  aspect: 1,
  widths: WIDTHS,
  keepSvg: false,
  draw,
})

function tasksOf(tenant: DemoTenant, snapshots: readonly Snapshot[]): Task[] {
  const goods = tenant.products.flatMap((product) =>
    product.pictures.map(({ key, spec }) => squareTask('goods', key, () => drawPicture(spec))),
  )
  const taken = snapshots.map(({ key, spec }) => squareTask('snapshot', key, () => drawSnapshot(spec, key)))
  const stores = tenant.stores.map((store): Task => ({
    key: store.picture,
    class: 'store',
    aspect: 1.5,
    widths: WIDTHS,
    keepSvg: false,
    draw: () => drawStore(tenant, store),
  }))
  const banners = tenant.banners.map((banner): Task => ({
    key: banner.picture,
    class: 'banner',
    aspect: 2.5,
    widths: BANNER_WIDTHS,
    keepSvg: false,
    draw: () => drawBanner(tenant, banner),
  }))
  const icons = tenant.categories.map((category): Task => ({
    key: category.icon,
    class: 'icon',
    aspect: 1,
    widths: [],
    keepSvg: true,
    draw: () => drawIcon(tenant, category),
  }))
  const logos: Task[] = [
    { key: tenant.logo, class: 'logo', aspect: 1, widths: [], keepSvg: true, draw: () => drawLogo(tenant) },
    {
      key: 'wordmark',
      class: 'logo',
      aspect: 760 / 240,
      widths: [],
      keepSvg: true,
      draw: () => drawWordmark(tenant),
    },
  ]
  return [...goods, ...taken, ...stores, ...banners, ...icons, ...logos]
}

/** Takes a path like `goods/p001-480.webp` and its bytes. */
export type WriteFile = (path: string, bytes: Buffer) => Promise<unknown> | unknown

async function renderTask(task: Task, writeFile: WriteFile): Promise<RenderedPicture> {
  const svg = task.draw()
  const picture: RenderedPicture = { key: task.key, class: task.class, aspect: task.aspect, webp: {} }
  const base = `${task.class}/${task.key}`
  if (task.keepSvg) {
    picture.svg = `${base}.svg`
    await writeFile(picture.svg, Buffer.from(svg))
  }
  if (task.widths.length === 0) return picture
  for (const [width, bytes] of await renderWidths(svg, task.widths)) {
    const path = `${base}-${width}.webp`
    picture.webp[width] = path
    await writeFile(path, bytes)
  }
  return picture
}

/** Renders every picture of a tenant, a few at a time, and returns where each of them was written, by key. */
export async function renderAll(
  tenant: DemoTenant,
  writeFile: WriteFile,
  { concurrency = 2, snapshots = [] }: { concurrency?: number; snapshots?: readonly Snapshot[] } = {},
): Promise<Map<string, RenderedPicture>> {
  const tasks = tasksOf(tenant, snapshots)
  const rendered: RenderedPicture[] = []
  let next = 0
  const work = async () => {
    while (next < tasks.length) {
      const index = next++
      rendered[index] = await renderTask(tasks[index]!, writeFile)
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work))
  return new Map(rendered.map((picture) => [picture.key, picture]))
}
