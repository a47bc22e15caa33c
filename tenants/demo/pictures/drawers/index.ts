import { accessories } from './accessories.js'
import { bakery } from './bakery.js'
import { dairy } from './dairy.js'
import type { Drawer } from './drawer.js'
import { drinks } from './drinks.js'
import { fresh } from './fresh.js'
import { garments } from './garments.js'
import { home } from './home.js'
import { ices } from './ices.js'
import { pantry } from './pantry.js'
import { produce } from './produce.js'

export const drawers: Record<string, Drawer> = {
  ...produce,
  ...fresh,
  ...dairy,
  ...bakery,
  ...drinks,
  ...pantry,
  ...ices,
  ...home,
  ...garments,
  ...accessories,
}
