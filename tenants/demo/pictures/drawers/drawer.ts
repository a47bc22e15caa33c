import type { Random } from '../../random.js'
import type { Scene } from '../scene.js'
import type { PictureLabel } from '../spec.js'

/** What a drawer is told: every choice is made, only the drawing is left. */
export interface Drawn {
  colour: string
  second: string
  shape: string
  motif: string
  label: PictureLabel
  random: Random
}

/** Draws goods that stand on y = 800 in a scene of 960 x 960. */
export type Drawer = (s: Scene, d: Drawn) => void
