/** A point in degrees. Stores keep GCJ-02 (what Chinese maps and phones show) and its WGS-84 twin (what satellites give). */
export interface Point {
  lat: number
  lng: number
}

const EARTH_METRES = 6_371_008.8
const AXIS = 6_378_245.0
const ECCENTRICITY = 0.006_693_421_622_965_943
const rad = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance in whole metres (haversine). */
export function distanceMetres(a: Point, b: Point): number {
  const dLat = rad(b.lat - a.lat)
  const dLng = rad(b.lng - a.lng)
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(dLng / 2) ** 2
  return Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h))))
}

/** The box around a point that holds everything within a radius: a cheap first filter an index can serve. */
export function boxAround(
  p: Point,
  radiusMetres: number,
): { latMin: number; latMax: number; lngMin: number; lngMax: number } {
  const dLat = (radiusMetres / EARTH_METRES) * (180 / Math.PI)
  const dLng = dLat / Math.max(0.01, Math.cos(rad(p.lat)))
  return { latMin: p.lat - dLat, latMax: p.lat + dLat, lngMin: p.lng - dLng, lngMax: p.lng + dLng }
}

const outsideChina = ({ lat, lng }: Point) => lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271

/** WGS-84 to GCJ-02; outside China the two are the same. */
export function toGcj({ lat, lng }: Point): Point {
  if (outsideChina({ lat, lng })) return { lat, lng }
  const x = lng - 105
  const y = lat - 35
  const wave = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3)
  let dLat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + wave
  dLat +=
    ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3 +
    ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3
  let dLng = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + wave
  dLng +=
    ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3 +
    ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3
  const magic = 1 - ECCENTRICITY * Math.sin(rad(lat)) ** 2
  const root = Math.sqrt(magic)
  return {
    lat: lat + (dLat * 180) / (((AXIS * (1 - ECCENTRICITY)) / (magic * root)) * Math.PI),
    lng: lng + (dLng * 180) / ((AXIS / root) * Math.cos(rad(lat)) * Math.PI),
  }
}

/** GCJ-02 to WGS-84, by iteration to well under a metre. */
export function toWgs(gcj: Point): Point {
  let guess = gcj
  for (let i = 0; i < 4; i++) {
    const there = toGcj(guess)
    guess = { lat: guess.lat + gcj.lat - there.lat, lng: guess.lng + gcj.lng - there.lng }
  }
  return guess
}
