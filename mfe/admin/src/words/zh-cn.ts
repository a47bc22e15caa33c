import common from './zh/common'
import goods from './zh/goods'
import org from './zh/org'
import sell from './zh/sell'
import settings from './zh/settings'
import sheets from './zh/sheets'

export default {
  ...common,
  ...sell,
  ...goods,
  ...org,
  ...settings,
  ...sheets,
}
