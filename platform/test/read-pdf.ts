import { inflateSync } from 'node:zlib'

/** A page as a reader finds it: its size in points, the texts in the order they stand, and how many pictures are drawn. */
export interface ReadPage {
  width: number
  height: number
  texts: string[]
  pictures: number
}

/**
 * Reads the pages of a PDF by what the format says: texts through the fonts' `ToUnicode`, as search and copying do. For
 * files whose objects stand plainly in them, which ours are.
 */
export function readPdf(file: Buffer): ReadPage[] {
  const objects = objectsOf(file)
  const of = (reference: string | undefined) => objects.get(Number(reference?.split(' ')[0]))!
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
  return pages.map(({ head }) => {
    const resources = of(/\/Resources (\d+ 0 R)/.exec(head)?.[1]).head
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+ 0 R)/g)].map(([, name, font]) => [
        name!,
        signsOf(of(/\/ToUnicode (\d+ 0 R)/.exec(of(font).head)?.[1]).body.toString('latin1')),
      ]),
    )
    const content = of(/\/Contents (\d+ 0 R)/.exec(head)?.[1]).body.toString('latin1')
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(head)!
    return {
      width: Number(width),
      height: Number(height),
      texts: textsOf(content, fonts),
      pictures: content.match(/\/I\d+ Do/g)?.length ?? 0,
    }
  })
}

interface Thing {
  head: string
  body: Buffer
}
function objectsOf(file: Buffer): Map<number, Thing> {
  const text = file.toString('latin1')
  const found = new Map<number, Thing>()
  for (const { 1: number, index } of text.matchAll(/^(\d+) 0 obj$/gm)) {
    const end = text.indexOf('endobj', index)
    const from = text.indexOf('stream\n', index)
    const streams = from > 0 && from < end
    const head = text.slice(index, streams ? from : end)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const raw = streams ? file.subarray(from + 7, from + 7 + length) : Buffer.alloc(0)
    const body =
      streams && /\/Filter \/FlateDecode/.test(head) && !/\/Image/.test(head) ? inflateSync(raw) : raw
    found.set(Number(number), { head, body })
  }
  return found
}

/** Glyph number to text, out of a font's `ToUnicode`. */
function signsOf(map: string): Map<number, string> {
  const text = (hex: string) => Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le')
  const signs = new Map<number, string>()
  for (const [, ranges] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first, list] of ranges!.matchAll(/<(\w+)>\s*<\w+>\s*\[([^\]]*)\]/g))
      [...list!.matchAll(/<([\w\s]+)>/g)].forEach(([, hex], i) =>
        signs.set(Number.parseInt(first!, 16) + i, text(hex!)),
      )
  return signs
}

function textsOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string[] {
  let font = ''
  const texts: string[] = []
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = name
    else
      texts.push(
        [...shown!.matchAll(/<(\w+)>/g)]
          .flatMap(([, hex]) => hex!.match(/.{4}/g)!)
          .map((glyph) => fonts.get(font)?.get(Number.parseInt(glyph, 16)) ?? '\ufffd')
          .join(''),
      )
  }
  return texts
}
