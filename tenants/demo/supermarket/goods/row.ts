/** A compact notation for goods, so that a shelf can be read and changed at a glance. */

export interface Flavour {
  zh: string
  en: string
  colour?: string
  motif?: string
}

export interface Size {
  /** As printed, e.g. `250ml×12` or `3层×100抽`. */
  text: string
  fen: number
  grams: number
}

export interface Goods {
  category: string
  brand: string
  zh: string
  en: string
  weighed: boolean
  unit: string
  picture: { kind: string; colour: string; second?: string; shape?: string; motif?: string; label?: string }
  sizes: Size[]
  flavours: Flavour[]
}

const GRAMS: Record<string, number> = { ml: 1, L: 1000, g: 1, kg: 1000 }

/** Shipping weight from a printed size; goods that are counted take the weight given after `@`. */
function gramsOf(text: string): number {
  const match = /^([\d.]+)(ml|L|kg|g)(?:×(\d+))?/.exec(text)
  return match ? Math.round(Number(match[1]) * GRAMS[match[2]!]! * Number(match[3] ?? 1) * 1.04) + 10 : 300
}

function sizeOf(text: string): Size {
  const [printed, fen, grams] = text.trim().split(/[=@]/) as [string, string, string?]
  return { text: printed, fen: Number(fen), grams: grams ? Number(grams) : gramsOf(printed) }
}

function pictureOf(text: string): Goods['picture'] {
  const [kind, colour, ...rest] = text.split(' ')
  const picture: Goods['picture'] = { kind: kind!, colour: colour! }
  for (const word of rest) {
    if (word.startsWith('#')) picture.second = word
    else if (word.startsWith('/')) picture.shape = word.slice(1)
    else if (word.startsWith('~')) picture.label = word.slice(1)
    else picture.motif = word
  }
  return picture
}

function flavoursOf(text: string): Flavour[] {
  if (!text) return []
  return text.split(';').map((entry) => {
    const [names, colour, motif] = entry
      .trim()
      .split(' #')
      .flatMap((part, i) => (i ? part.split(' ') : [part]))
    const [zh, en] = names!.split('|') as [string, string]
    return { zh, en, colour: colour ? `#${colour}` : undefined, motif }
  })
}

/** Packed goods: `'名|Name'`, `'kind #colour #second motif'`, `'size=fen | size=fen'`, `'味|Flavour #colour motif; …'`. */
export function packed(category: string, brand: string, unit: string) {
  return (names: string, picture: string, sizes: string, flavours = ''): Goods => {
    const [zh, en] = names.split('|') as [string, string]
    return {
      category,
      brand,
      zh,
      en,
      unit,
      weighed: false,
      picture: pictureOf(picture),
      sizes: sizes.split('|').map(sizeOf),
      flavours: flavoursOf(flavours),
    }
  }
}

/** Goods sold by weight, in fen per 500 g. */
export function weighed(category: string, brand: string) {
  return (names: string, picture: string, fen: number): Goods => {
    const [zh, en] = names.split('|') as [string, string]
    return {
      category,
      brand,
      zh,
      en,
      unit: 'g',
      weighed: true,
      picture: pictureOf(picture),
      sizes: [{ text: '500g', fen, grams: 500 }],
      flavours: [],
    }
  }
}
