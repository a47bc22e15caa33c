import { assortment } from './faults/assortment.mjs'
import { bundles } from './faults/bundles.mjs'
import { vouchers } from './faults/vouchers.mjs'
import { campaigns } from './faults/campaigns.mjs'
import { edge } from './faults/edge.mjs'
import { express } from './faults/express.mjs'
import { features } from './faults/features.mjs'
import { find } from './faults/find.mjs'
import { ground } from './faults/ground.mjs'
import { labels } from './faults/labels.mjs'
import { life } from './faults/life.mjs'
import { page } from './faults/page.mjs'
import { people } from './faults/people.mjs'
import { priceGrid } from './faults/price-grid.mjs'
import { prices } from './faults/prices.mjs'
import { purchasing } from './faults/purchasing.mjs'
import { returns } from './faults/returns.mjs'
import { settlement } from './faults/settlement.mjs'
import { sharing } from './faults/shares.mjs'
import { provision } from './faults/provision.mjs'
import { sheets } from './faults/sheets.mjs'
import { supply } from './faults/suppliers.mjs'
import { trade } from './faults/trade.mjs'
import { voices } from './faults/voices.mjs'

/**
 * Every fault that can be planted. `edits`: exact texts of `file`, each found there once, and what takes their place;
 * `test`: the file below `platform` that must notice; `says`: part of the name of its test.
 */
export const faults = [
  ...ground,
  ...bundles,
  ...vouchers,
  ...labels,
  ...life,
  ...people,
  ...trade,
  ...express,
  ...assortment,
  ...prices,
  ...priceGrid,
  ...sheets,
  ...features,
  ...campaigns,
  ...find,
  ...page,
  ...voices,
  ...edge,
  ...supply,
  ...settlement,
  ...sharing,
  ...purchasing,
  ...returns,
  ...provision,
]

/** The texts of a fault that can't be replaced in its file, because they are not there exactly once. */
export const staleTexts = ({ edits }, text) =>
  edits.map(([find]) => find).filter((find) => text.split(find).length !== 2)
