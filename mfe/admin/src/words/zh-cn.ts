import assortment from './zh/assortment'
import common from './zh/common'
import find from './zh/find'
import goods from './zh/goods'
import org from './zh/org'
import sell from './zh/sell'
import settings from './zh/settings'
import sheets from './zh/sheets'

export default {
  ...common,
  ...sell,
  ...goods,
  ...find,
  ...assortment,
  ...org,
  ...settings,
  ...sheets,
}
