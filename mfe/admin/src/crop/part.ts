export interface Size {
  width: number
  height: number
}
/** A part of a picture, in its pixels. */
export interface Part extends Size {
  left: number
  top: number
}
export interface Point {
  x: number
  y: number
}

/**
 * The part of a picture with a ratio (width through height) around a middle: `share` of the largest there is, 1 being all
 * of it. Whole pixels, never outside of the picture.
 */
export function partOf(whole: Size, ratio: number, share: number, middle: Point): Part {
  const most = Math.min(whole.width, whole.height * ratio)
  const width = Math.max(1, Math.min(whole.width, Math.round(most * share)))
  const height = Math.max(1, Math.min(whole.height, Math.round((most * share) / ratio)))
  const within = (at: number, room: number) => Math.round(Math.max(0, Math.min(room, at)))
  return {
    left: within(middle.x - width / 2, whole.width - width),
    top: within(middle.y - height / 2, whole.height - height),
    width,
    height,
  }
}
/** The middle of a part. */
export const middleOf = ({ left, top, width, height }: Part): Point => ({
  x: left + width / 2,
  y: top + height / 2,
})
