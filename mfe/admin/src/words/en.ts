import common from './en/common'
import goods from './en/goods'
import org from './en/org'
import sell from './en/sell'
import settings from './en/settings'
import sheets from './en/sheets'

export default {
  ...common,
  ...sell,
  ...goods,
  ...org,
  ...settings,
  ...sheets,
}
