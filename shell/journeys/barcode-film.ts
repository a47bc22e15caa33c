const LEFT = [
  '0001101',
  '0011001',
  '0010011',
  '0111101',
  '0100011',
  '0110001',
  '0101111',
  '0111011',
  '0110111',
  '0001011',
]
/** Which of the six digits on the left are written mirrored tells the first digit. */
const PARITY = [
  '000000',
  '001011',
  '001101',
  '001110',
  '010011',
  '011001',
  '011100',
  '010101',
  '010110',
  '011010',
]
const flip = (bits: string) => bits.replace(/./g, (bit) => (bit === '0' ? '1' : '0'))
const mirror = (bits: string) => [...bits].reverse().join('')

/** The bars (1) and gaps (0) of a 13-digit EAN. */
function barsOf(ean: string): string {
  const digits = [...ean].map(Number)
  const left = digits
    .slice(1, 7)
    .map((digit, at) => (PARITY[digits[0]!]![at] === '1' ? mirror(flip(LEFT[digit]!)) : LEFT[digit]!))
  const right = digits.slice(7).map((digit) => flip(LEFT[digit]!))
  return `101${left.join('')}01010${right.join('')}101`
}

/** One grey frame of 640 x 480 with a barcode in it, as the y4m file that Chromium plays instead of a camera. */
export function barcodeFilm(ean: string): Buffer {
  const [width, height, unit] = [640, 480, 5]
  const bars = barsOf(ean)
  const start = Math.floor((width - bars.length * unit) / 2)
  const light = Buffer.alloc(width * height, 235)
  for (let y = 120; y < 360; y++)
    for (let x = 0; x < bars.length * unit; x++)
      if (bars[Math.floor(x / unit)] === '1') light[y * width + start + x] = 16
  const colour = Buffer.alloc((width * height) / 2, 128)
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)
  return Buffer.concat([head, Buffer.from('FRAME\n'), light, colour])
}
