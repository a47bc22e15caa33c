/** What a picture shows; drawing it again from the same spec gives the same bytes of SVG. */

export interface PictureSpec {
  /** Name of a drawer, see `drawers/index.ts`. */
  kind: string
  /** Main colour, `#rrggbb`. */
  colour: string
  /** Second colour, `#rrggbb`; the drawer picks one that fits when it is missing. */
  second?: string
  /** Variant of shape inside the kind. */
  shape?: string
  /** Name of a small drawing on the label: what is inside the pack. */
  motif?: string
  label?: PictureLabel
  /** Changes arrangement and background a little between goods of the same kind. */
  seed: string
}

export interface PictureLabel {
  /** Brand mark on the pack, two to four signs or a Latin word. */
  brand: string
  /** Name of the goods, at most eight signs. */
  name: string
  /** A small third line, e.g. the flavour. */
  note?: string
}
