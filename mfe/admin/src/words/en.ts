import audit from './en/audit'
import common from './en/common'
import goods from './en/goods'
import org from './en/org'
import sell from './en/sell'

export default { ...common, ...sell, ...goods, ...org, ...audit }
