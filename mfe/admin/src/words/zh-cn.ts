import common from './zh/common'
import sheets from './zh/sheets'

export default {
  ...common,
  ...sheets,
}
