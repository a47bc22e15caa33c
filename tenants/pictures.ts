/** Demo pictures in the widths the platform keeps. */
import { availableParallelism } from 'node:os'
import type { SeedPicture } from '@storeweave/platform/provision'
import sharp from 'sharp'
import { renderAll, type DemoTenant } from './demo/index.js'
import type { Snapshot } from './demo/voices.js'

const WIDTHS = [240, 480, 960]
const QUALITY = 82

/** What each picture shows, for those who cannot see it. */
function altsOf(tenant: DemoTenant): Map<string, string> {
  return new Map([
    ...tenant.products.flatMap((product) =>
      product.pictures.map((picture) => [picture.key, product.name.zh] as const),
    ),
    ...tenant.stores.map((store) => [store.picture, store.name.zh] as const),
    ...tenant.banners.map((banner) => [banner.picture, banner.title.zh] as const),
    ...tenant.categories.map((category) => [category.icon, category.name.zh] as const),
    [tenant.logo, tenant.name.zh] as const,
  ])
}

/** The picture at every width that is missing, made from its largest (a drawing or a wider rendering). */
async function complete(
  files: Map<string, Buffer>,
): Promise<{ width: number; height: number; variants: SeedPicture['variants'] }> {
  const largest = files.get('svg') ?? files.get(String(Math.max(...[...files.keys()].map(Number))))!
  const variants = await Promise.all(
    WIDTHS.map(async (width) => ({
      width,
      bytes:
        files.get(String(width)) ??
        (await sharp(largest).resize(width).webp({ quality: QUALITY, effort: 2 }).toBuffer()),
    })),
  )
  const { width, height } = await sharp(variants.at(-1)!.bytes).metadata()
  return { width, height, variants }
}

/** Renders all pictures of a demo tenant, and those its shoppers took; hands each over as soon as it is there in every width. */
export async function renderPictures(
  tenant: DemoTenant,
  snapshots: readonly Snapshot[],
  keep: (picture: SeedPicture) => Promise<void>,
): Promise<void> {
  const alts = altsOf(tenant)
  const files = new Map<string, Map<string, Buffer>>()
  const collect = async (path: string, bytes: Buffer) => {
    const svg = path.endsWith('.svg')
    const [, key = '', width = 'svg'] = (svg ? /\/(.+)\.svg$/ : /\/(.+)-(\d+)\.webp$/).exec(path) ?? []
    const parts = files.get(key) ?? new Map<string, Buffer>()
    files.set(key, parts.set(width, bytes))
    if (!svg && parts.size < 3) return
    files.delete(key)
    await keep({ key, alt: alts.get(key) ?? '', ...(await complete(parts)) })
  }
  await renderAll(tenant, collect, { snapshots, concurrency: Math.max(2, availableParallelism()) })
}
