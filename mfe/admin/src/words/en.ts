import common from './en/common'
import sheets from './en/sheets'

export default {
  ...common,
  ...sheets,
}
