// Everything that crosses the federation border. What is not here does not exist for apps.
export {
  defineApp,
  MENU_GROUPS,
  type App,
  type AppSpec,
  type FrameKind,
  type MenuEntry,
  type MenuGroup,
} from './app/define-app'
export { currency, setTenant, tenant, timeZone, uses } from './app/tenant'
export { setScopeUnits, useScope, type Scope, type ScopeUnit } from './app/scope'
export {
  askSources,
  findCommands,
  paletteOpen,
  useCommands,
  useCommandSource,
  type Command,
  type CommandSource,
} from './app/palette'
export { useDecisions } from './app/decisions'
export { ask, type Asking, type RouteText } from './ask/ask'
export { asProblem, Problem, type FieldFault, type ProblemDocument } from './ask/problem'
export { onProofNeeded } from './ask/proof'
export {
  me,
  onExpired,
  reloadMe,
  restoreSession,
  secondStep,
  signedInOffline,
  signIn,
  signOut,
} from './ask/session'
export { useSubmit, type Submit } from './ask/use-submit'
export { useLive, type LiveEvent } from './ask/use-live'
export { can, canAny, mostAllowed } from './ask/can'
export { uuidv7 } from './ask/uuid'
export {
  addWords,
  i18n,
  locale,
  LOCALES,
  localText,
  setLocale,
  translate,
  useText,
  type Locale,
  type Translate,
  type WordTree,
} from './words/i18n'
export { applyBrand, mixUntil, setDark } from './theme/brand'
export * from './elements'
export { default as Icon } from './screen/Icon.vue'
export { icons, type IconName } from './screen/icons'
export { default as Page } from './screen/Page.vue'
export { default as Money } from './screen/Money.vue'
export { default as QuantityText } from './screen/QuantityText.vue'
export { default as TimeText } from './screen/TimeText.vue'
export { default as StatusTag } from './screen/StatusTag.vue'
export { default as EmptyState } from './screen/EmptyState.vue'
export { default as ProblemNote } from './screen/ProblemNote.vue'
export { default as ContactLine } from './screen/ContactLine.vue'
export { default as Picture } from './screen/Picture.vue'
export { default as QrCode } from './screen/QrCode.vue'
export { default as ScopeSwitch } from './screen/ScopeSwitch.vue'
export { default as DataTable } from './table/DataTable.vue'
export { default as FilterBar } from './table/FilterBar.vue'
export { useFilters, type Filter } from './table/filters'
export { usePages, type KeysetPage, type PageAsk, type Pages } from './table/use-pages'
export type { Column } from './table/columns'
export { saveFile, toCsv } from './table/csv'
export { default as Drawer } from './overlay/Drawer.vue'
export { default as Dialog } from './overlay/Dialog.vue'
export { default as Messages } from './overlay/Messages.vue'
export { confirm, toast, toastProblem, type Question } from './overlay/messages'
export { default as Field } from './form/Field.vue'
export { default as FormSection } from './form/FormSection.vue'
export { required, useForm, type Form } from './form/use-form'
export { default as MoneyInput } from './form/MoneyInput.vue'
export { default as Sparkline } from './chart/Sparkline.vue'
export { default as BarChart } from './chart/BarChart.vue'
export { default as LineChart } from './chart/LineChart.vue'
export { nativeDetector, useCamera, useWedge, type CameraState, type Detector } from './device/use-scan'
export { default as CameraScan } from './device/CameraScan.vue'
export { quantityOf } from './form/quantity'
export { LabelDrawer } from './labels/index'
export { OrderRefunds } from './refunds/index'
export { ReturnList, ReturnScreen, ReturnSettingsDialog } from './returns/index'
export { OrderVouchers } from './vouchers/index'
export { lastDay } from './vouchers/last-day'
export { countsOf, isUnderWay, progressOf, SHEET_TONES, toWrite } from './sheets/progress'
export { PriceGrid } from './price-grid/index'
export { ContractList, ShareReceivers, StatementList, StatementScreen } from './settlement/index'
export { SupplierThread } from './messages/index'
export { PurchaseList, PurchaseScreen, TradeEntries } from './purchasing/index'
export { keyText, useHotkeys, type Hotkeys } from './device/use-hotkeys'
