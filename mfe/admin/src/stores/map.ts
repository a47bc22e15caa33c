export interface Place {
  id: string
  lat: number
  lng: number
}
export interface Frame {
  /** Where a place is drawn. */
  at: (place: { lat: number; lng: number }) => { x: number; y: number }
  /** Which place a point of the drawing is. */
  from: (x: number, y: number) => { lat: number; lng: number }
  /** Metres one pixel stands for. */
  metresPerPixel: number
}

const METRES_PER_DEGREE = 111_320
const LEAST_DEGREES = 0.01

/** A flat drawing that holds all places with a margin; degrees of longitude shrink with latitude, as on the ground. */
export function frameOf(
  places: readonly { lat: number; lng: number }[],
  width: number,
  height: number,
): Frame {
  const list = places.length ? places : [{ lat: 31.23, lng: 121.47 }]
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
  const span = (values: number[]) => Math.max(...values) - Math.min(...values)
  const lats = list.map((place) => place.lat)
  const lngs = list.map((place) => place.lng)
  const lat = middle(lats)
  const lng = middle(lngs)
  const shrink = Math.max(0.05, Math.cos((lat * Math.PI) / 180))
  const margin = 28
  const degrees = Math.max(
    (Math.max(span(lngs), LEAST_DEGREES) * shrink) / Math.max(1, width - 2 * margin),
    Math.max(span(lats), LEAST_DEGREES) / Math.max(1, height - 2 * margin),
  )
  return {
    at: (place) => ({
      x: width / 2 + ((place.lng - lng) * shrink) / degrees,
      y: height / 2 - (place.lat - lat) / degrees,
    }),
    from: (x, y) => ({
      lat: round(lat - (y - height / 2) * degrees),
      lng: round(lng + ((x - width / 2) * degrees) / shrink),
    }),
    metresPerPixel: degrees * METRES_PER_DEGREE,
  }
}
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/** A round length for the scale bar, at most `pixels` wide. */
export function scaleBar(metresPerPixel: number, pixels = 80): { width: number; metres: number } {
  const most = metresPerPixel * pixels
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power
  return { width: metres / metresPerPixel, metres }
}
