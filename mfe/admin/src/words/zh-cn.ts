import audit from './zh/audit'
import common from './zh/common'
import goods from './zh/goods'
import org from './zh/org'
import sell from './zh/sell'

export default { ...common, ...sell, ...goods, ...org, ...audit }
