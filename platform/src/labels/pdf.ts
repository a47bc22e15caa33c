import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import type { LabelMark, LabelSheet } from '@storeweave/contract'
import PDFDocument from 'pdfkit'
import { FONT_FILES } from './font.js'
import { paperOf } from './layout.js'

/** Points of a millimetre. */
const PT = 72 / 25.4

/** Bytes of a mini-program code, by what `LabelMark.picture` says. Throws when it isn't there. */
export type PictureBytes = (picture: string) => Promise<Buffer>

/**
 * Writes sheets to a file as a PDF, one page each, and lets go of every page as soon as it is written. The texts are
 * texts, in a font of which the file holds the signs it uses.
 */
export async function writePdf(
  file: string,
  {
    sheet,
    title,
    made,
    pictureBytes,
  }: { sheet: LabelSheet; title: string; made: Date; pictureBytes: PictureBytes },
  sheets: Iterable<readonly LabelMark[]>,
): Promise<void> {
  const { width, height } = paperOf(sheet)
  const document = new PDFDocument({
    autoFirstPage: false,
    margin: 0,
    info: { Title: title, CreationDate: made },
  })
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  const whole = finished(out)
  whole.catch(() => undefined) // a full disk is met where it is waited for
  document.pipe(out)
  document.registerFont('plain', FONT_FILES.plain)
  document.registerFont('bold', FONT_FILES.bold)
  try {
    for (const marks of sheets) {
      const pictures = await picturesOf(marks, pictureBytes)
      document.addPage({ size: [width * PT, height * PT], margin: 0 })
      for (const mark of marks) draw(document, mark, pictures)
      await written(out)
    }
    document.end()
    await whole
  } finally {
    out.destroy()
  }
}

/** Waits until the disk has caught up, so that a long print is never whole in memory. */
async function written(out: WriteStream): Promise<void> {
  await breathe()
  if (out.writableNeedDrain) await once(out, 'drain')
}

async function picturesOf(
  marks: readonly LabelMark[],
  pictureBytes: PictureBytes,
): Promise<ReadonlyMap<string, Buffer>> {
  const names = new Set(
    marks.flatMap((mark) => (mark.kind === 'picture' && mark.picture ? [mark.picture] : [])),
  )
  return new Map(await Promise.all([...names].map(async (name) => [name, await pictureBytes(name)] as const)))
}

function draw(document: PDFKit.PDFDocument, mark: LabelMark, pictures: ReadonlyMap<string, Buffer>): void {
  const [x, y] = [mark.x * PT, mark.y * PT]
  switch (mark.kind) {
    case 'text':
      document.font(mark.bold ? 'bold' : 'plain').fontSize(mark.size * PT)
      document.text(mark.text, x, y, { lineBreak: false, baseline: 'alphabetic' })
      return
    case 'bars': {
      const module = (mark.width * PT) / mark.modules.length
      for (const [from, count] of runsOf(mark.modules))
        document.rect(x + from * module, y, count * module, mark.height * PT)
      document.fill('#000')
      return
    }
    case 'matrix': {
      const module = (mark.size * PT) / mark.rows.length
      mark.rows.forEach((row, i) => {
        for (const [from, count] of runsOf(row))
          document.rect(x + from * module, y + i * module, count * module, module)
      })
      document.fill('#000')
      return
    }
    case 'picture':
      document.image(pictures.get(mark.picture!)!, x, y, { width: mark.size * PT, height: mark.size * PT })
  }
}

/** Where dark modules stand together: from which on, and how many. */
const runsOf = (modules: string): [from: number, count: number][] =>
  [...modules.matchAll(/1+/g)].map(({ index, 0: run }) => [index, run.length])
