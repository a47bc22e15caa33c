import { describe, expect, it } from 'vitest'
import { active, harmless, pdf } from '../../test/pdf.js'
import { Fault } from '../kernel/fault.js'
import { checkDocument } from './document.js'

const codeOf = (bytes: Buffer) =>
  checkDocument(bytes).then(
    () => 'kept',
    (error: unknown) => (error instanceof Fault ? error.code : error),
  )

describe('a document', () => {
  it.each(Object.keys(harmless))('%s is kept', async (what) =>
    expect(await codeOf(harmless[what]!)).toBe('kept'),
  )
  it.each(Object.keys(active))('with %s is refused', async (what) =>
    expect(await codeOf(active[what]!)).toBe('catalog.document_active'),
  )
  it('of thousands of streams that never end is looked through once', async () => {
    const text = `%PDF-1.7\n${'stream\n'.repeat(19_000)}${'y'.repeat(8_000_000)}\n%%EOF\n`
    expect(await codeOf(Buffer.from(text, 'latin1'))).toBe('kept')
  })
  it('that breaks off is refused', async () =>
    expect(await codeOf(pdf('<< >>').subarray(0, -7))).toBe('catalog.file_invalid'))
})
