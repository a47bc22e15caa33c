/** Relative luminance of `#rrggbb` by WCAG 2. */
function luminance([r, g, b]: readonly [number, number, number]): number {
  const line = (v: number) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)
  return 0.2126 * line(r) + 0.7152 * line(g) + 0.0722 * line(b)
}
const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

function rgb(hex: string): readonly [number, number, number] | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  return match ? [parseInt(match[1]!, 16), parseInt(match[2]!, 16), parseInt(match[3]!, 16)] : undefined
}

/** Least per cent of black (or white) to mix in until the colour has `wanted` contrast against `against`. */
export function mixUntil(hex: string, toward: 0 | 255, against: string, wanted = 4.5): number {
  const color = rgb(hex)
  const other = rgb(against)
  if (!color || !other) return 0
  for (let percent = 0; percent <= 100; percent++) {
    const mix = (v: number) => v + ((toward - v) * percent) / 100
    if (contrast(luminance([mix(color[0]), mix(color[1]), mix(color[2])]), luminance(other)) >= wanted)
      return percent
  }
  return 100
}

/** Puts the tenant's one colour on the page, darkened or lightened just enough to stay readable anywhere. */
export function applyBrand(primary: string, root: HTMLElement = document.documentElement): void {
  if (!rgb(primary)) return
  root.style.setProperty('--brand', primary)
  root.style.setProperty('--brand-darken', `${mixUntil(primary, 0, '#ffffff')}%`)
  root.style.setProperty('--brand-lighten', `${mixUntil(primary, 255, '#20242c', 5)}%`)
}

/** Switches the page to the dark tokens (the till) or back. */
export function setDark(dark: boolean): void {
  document.documentElement.classList.toggle('dark', dark)
}
