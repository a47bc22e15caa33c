import { chilled } from './chilled.js'
import { drinks } from './drinks.js'
import { homeGoods } from './home.js'
import { pantry } from './pantry.js'
import { produce } from './produce.js'
import { protein } from './protein.js'
import { snacks } from './snacks.js'

export const goods = [...produce, ...protein, ...chilled, ...drinks, ...snacks, ...pantry, ...homeGoods]
