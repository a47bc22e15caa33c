type Rgb = [number, number, number]

const FALLBACK = '#1f7a4d'

const parse = (hex: string): Rgb => {
  const text = /^#[0-9a-f]{6}$/i.test(hex) ? hex : FALLBACK
  return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)) as Rgb
}
const format = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
const mix = (a: Rgb, b: Rgb, share: number): Rgb =>
  a.map((part, i) => part * share + b[i]! * (1 - share)) as Rgb

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** WCAG contrast of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(parse(a)), luminance(parse(b))].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The colours made from a tenant's one: for surfaces, for text on white (at least 4.5:1), soft, and what stands on it. */
export function shades(primary: string): { brand: string; ink: string; soft: string; on: string } {
  const brand = format(parse(primary))
  let ink = parse(primary)
  const soft = format(mix(parse(primary), [255, 255, 255], 0.1))
  for (let i = 0; i < 24 && contrast(format(ink), soft) < 4.5; i++) ink = mix(ink, [0, 0, 0], 0.92)
  // white text where it can be read, else the fill gives way: a brand colour too pale for white carries dark text
  const on =
    contrast(brand, '#ffffff') >= 4.5 ? '#ffffff' : contrast(brand, '#15181c') >= 4.5 ? '#15181c' : '#ffffff'
  return { brand, ink: format(ink), soft, on }
}

/** The tenant's colours as custom properties for a page's root. */
export function brandStyle(primary: string): string {
  const { brand, ink, soft, on } = shades(primary)
  return `--brand:${brand};--brand-ink:${ink};--brand-soft:${soft};--on-brand:${on}`
}
