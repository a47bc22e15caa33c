import { beauty } from './beauty.js'
import { catering } from './catering.js'
import { fashion } from './fashion.js'
import { pharmacy } from './pharmacy.js'
import type { Preset } from './shapes.js'
import { supermarket } from './supermarket.js'

/** What a new brand may begin with, one an industry. */
export const presets: readonly Preset[] = [supermarket, fashion, beauty, catering, pharmacy]
export type { Preset } from './shapes.js'
