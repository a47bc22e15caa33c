import { encode } from 'uqr'

/** A dark stretch of one row, in modules. */
export interface Run {
  x: number
  y: number
  length: number
}

/** A QR code as dark stretches: a few hundred boxes draw it on any platform, without canvas or image. */
export function qrRuns(text: string): { size: number; runs: Run[] } {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const runs: Run[] = []
  data.forEach((row, y) => {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue
      const from = x
      while (x + 1 < size && row[x + 1]) x++
      runs.push({ x: from, y, length: x - from + 1 })
    }
  })
  return { size, runs }
}
