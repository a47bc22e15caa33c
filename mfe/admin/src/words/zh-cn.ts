import audit from './zh/audit'
import common from './zh/common'
import goods from './zh/goods'
import keys from './zh/keys'
import org from './zh/org'
import sell from './zh/sell'
import support from './zh/support'

export default { ...common, ...sell, ...goods, ...org, ...audit, ...keys, ...support }
