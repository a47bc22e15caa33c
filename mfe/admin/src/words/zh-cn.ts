import assortment from './zh/assortment'
import audit from './zh/audit'
import callers from './zh/callers'
import common from './zh/common'
import find from './zh/find'
import goods from './zh/goods'
import imports from './zh/imports'
import keys from './zh/keys'
import org from './zh/org'
import privacy from './zh/privacy'
import sell from './zh/sell'
import settings from './zh/settings'
import support from './zh/support'
import webhooks from './zh/webhooks'

export default {
  ...common,
  ...sell,
  ...goods,
  ...find,
  ...assortment,
  ...org,
  ...settings,
  ...audit,
  ...keys,
  ...imports,
  ...support,
  ...callers,
  ...webhooks,
  ...privacy,
}
