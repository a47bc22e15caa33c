/** How long a barcode must be out of sight before it counts as another piece. */
const GONE_MS = 1_500

/**
 * Tells what comes into a camera's sight from what is still in it: a piece held before the camera for seconds is one
 * piece. Give it every look with its time (ms); it answers the barcode that is new, else null.
 */
export function sightings(): (barcode: string | null, at: number) => string | null {
  let seen = ''
  let last = -Infinity
  return (barcode, at) => {
    if (!barcode) return null
    const isNew = barcode !== seen || at - last >= GONE_MS
    seen = barcode
    last = at
    return isNew ? barcode : null
  }
}
