/** Logos, category icons and home banners. */
import type { DemoBanner, DemoCategory, DemoTenant } from '../shapes.js'
import { dark, light, mix } from './colour.js'
import { drawGoods } from './draw.js'
import { letter } from './lettering.js'
import { Scene } from './scene.js'
import type { PictureSpec } from './spec.js'
import { leaf } from './units-fruit.js'

function markOf(s: Scene, tenant: DemoTenant): void {
  const { primary, accent } = tenant.brand
  s.rect(
    0,
    0,
    240,
    240,
    56,
    s.linear(
      [
        [0, light(primary, 0.18)],
        [1, dark(primary, 0.1)],
      ],
      [0, 0, 1, 1],
    ),
  )
  if (tenant.trade === 'supermarket') {
    s.path('M56 116H184L170 184Q168 194 158 194H82Q72 194 70 184Z', '#ffffff')
    s.path('M84 116Q88 62 120 62Q152 62 156 116', 'none', { stroke: '#ffffff', width: 13 })
    s.line('M98 138V172M120 138V172M142 138V172', primary, 10)
    leaf(s, 122, 70, 62, -38, accent)
  } else {
    s.ellipse(120, 120, 84, 84, 'none', { stroke: accent, width: 6 })
    s.path('M78 164V84L120 136L162 84V164', 'none', { stroke: '#ffffff', width: 16 })
    s.ellipse(120, 66, 7, 7, accent)
  }
}

/** Square mark of a tenant, 240 x 240. */
export function drawLogo(tenant: DemoTenant): string {
  const s = new Scene()
  markOf(s, tenant)
  return s.svg(240, 240)
}

/** Mark with the name beside it, 760 x 240, for light grounds. */
export function drawWordmark(tenant: DemoTenant): string {
  const s = new Scene()
  markOf(s, tenant)
  letter(s, tenant.name.zh, 500, 92, 118, tenant.brand.ink, { maxWidth: 470, spacing: 0.06 })
  letter(s, tenant.name.en, 500, 196, 58, tenant.brand.primary, { maxWidth: 470, spacing: 0.12 })
  return s.svg(760, 240)
}

function specsIn(tenant: DemoTenant, category: DemoCategory): PictureSpec[] {
  const children = tenant.categories.filter((one) => one.parentKey === category.key).map((one) => one.key)
  const keys = new Set([category.key, ...children])
  return tenant.products
    .filter((product) => keys.has(product.categoryKey))
    .map((product) => product.pictures[0]!.spec)
}

/** Goods that stand for a category where its first ones do not tell enough. */
const EMBLEM: Record<string, string> = {
  vegetable: 'carrot',
  meat: 'drumstick',
  'meat-poultry': 'bird',
  drinks: 'juice',
  brew: 'tea_box',
  snacks: 'chips',
  staples: 'sack',
  frozen: 'icecream_cone',
  household: 'tissue_box',
  personal: 'pump',
  baby: 'baby',
  pets: 'pet_bag',
  'drink-alcohol': 'beer',
  'bake-cake': 'cake',
  bakery: 'croissant',
  'home-kitchen': 'spray',
  'snack-sweet': 'chocolate',
  'veg-gourd': 'pepper',
}

/** Icon of a category, 240 x 240: one of its goods on a disc of its colour. */
export function drawIcon(tenant: DemoTenant, category: DemoCategory): string {
  const specs = specsIn(tenant, category)
  const spec = specs.find((one) => one.kind === EMBLEM[category.key]) ?? specs[0]
  const s = new Scene()
  const tint = spec?.colour ?? tenant.brand.primary
  s.ellipse(
    120,
    120,
    120,
    120,
    s.linear(
      [
        [0, mix('#ffffff', tint, 0.16)],
        [1, mix('#ffffff', tint, 0.3)],
      ],
      [0, 0, 0, 1],
    ),
  )
  if (spec)
    s.group('translate(14.4 2) scale(0.22)', () => drawGoods(s, { ...spec, label: { brand: '', name: '' } }))
  return s.svg(240, 240)
}

const SCENES: Record<string, { ground: string; kinds: string[] }> = {
  'freshmart/banner-1': { ground: '#cfe8c2', kinds: ['leafy', 'tomato', 'orange', 'grape', 'apple'] },
  'freshmart/banner-2': {
    ground: '#cfe2f5',
    kinds: ['milk_carton', 'toast', 'yoghurt_cup', 'croissant', 'egg'],
  },
  'muse/banner-1': { ground: '#f0dcd6', kinds: ['dress', 'skirt', 'bag', 'dress', 'pumps'] },
  'muse/banner-2': { ground: '#e6dccb', kinds: ['knit', 'scarf', 'coat', 'knit', 'hat'] },
}

function bannerGround(s: Scene, tenant: DemoTenant, ground: string): void {
  s.rect(
    0,
    0,
    1600,
    640,
    0,
    s.linear(
      [
        [0, light(ground, 0.55)],
        [0.5, ground],
        [1, mix(ground, tenant.brand.primary, 0.18)],
      ],
      [0, 0, 1, 0.4],
    ),
  )
  s.ellipse(
    1180,
    330,
    430,
    430,
    s.radial(
      [
        [0, '#ffffff', 0.75],
        [1, '#ffffff', 0],
      ],
      0.5,
      0.5,
      0.5,
    ),
  )
  s.ellipse(180, 640, 420, 200, mix(ground, '#ffffff', 0.4), { opacity: 0.6 })
  s.ellipse(1500, 40, 200, 200, mix(ground, tenant.brand.accent, 0.3), { opacity: 0.18 })
  s.ellipse(1150, 590, 520, 70, mix(ground, tenant.brand.primary, 0.12))
}

/** Home banner, 1600 x 640: goods on the right, room for words on the left. */
export function drawBanner(tenant: DemoTenant, banner: DemoBanner): string {
  const s = new Scene()
  const { ground, kinds } = SCENES[`${tenant.slug}/${banner.key}`]!
  bannerGround(s, tenant, ground)
  const all = tenant.products.flatMap((product) => product.pictures.map(({ spec }) => spec))
  const used = new Set<PictureSpec>()
  const places = [
    [960, 40, 0.5],
    [1330, 70, 0.46],
    [1140, 20, 0.54],
    [840, 240, 0.38],
    [1290, 250, 0.38],
  ] as const
  kinds.forEach((kind, i) => {
    const fitting = all.filter((one) => one.kind === kind && !used.has(one))
    const spec = fitting[i % 2] ?? fitting[0]
    if (!spec) return
    used.add(spec)
    const [x, y, k] = places[i]!
    s.group(`translate(${x - 480 * k + 90} ${y}) scale(${k})`, () => drawGoods(s, spec))
  })
  return s.svg(1600, 640)
}
