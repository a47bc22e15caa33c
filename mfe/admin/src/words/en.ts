import assortment from './en/assortment'
import audit from './en/audit'
import callers from './en/callers'
import common from './en/common'
import find from './en/find'
import goods from './en/goods'
import imports from './en/imports'
import keys from './en/keys'
import org from './en/org'
import privacy from './en/privacy'
import sell from './en/sell'
import settings from './en/settings'
import support from './en/support'
import webhooks from './en/webhooks'

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
