export * from './money.js'
export * from './errors.js'
export * from './permissions.js'
export * from './system-roles.js'
export * from './limits.js'
export * from './roles.js'
export * from './shape.js'
export * from './features.js'
export * from './tenancy.js'
export * from './moves.js'
export * from './org.js'
export * from './decisions.js'
export {
  Login,
  SignIn,
  ChangePassword,
  SecondStepNeeded,
  SecondStep,
  ConfirmFactor,
  Prove,
  FactorState,
  NewFactor,
  RecoveryCodes,
  PasswordRules,
  SetSignInPolicy,
  SignInPolicy,
  FactorStandings,
  SignInAnswer,
  DeviceSession,
  DeviceSessions,
  RoleGrant,
  Person,
  PersonPage,
  ListPeople,
  CreatePerson,
  UpdatePerson,
  GrantRole,
  StaffSession,
  Me,
  ScopeKind as ScopeKindShape,
} from './people.js'
export * from './keyable.js'
export * from './keys.js'
export * from './support.js'
export * from './members.js'
export * from './privacy.js'
export * from './callers.js'
export * from './filters.js'
export * from './attributes.js'
export * from './bundles.js'
export * from './voucher-terms.js'
export * from './vouchers.js'
export * from './catalog.js'
export * from './catalogue-events.js'
export * from './changes.js'
export * from './plans.js'
export * from './find.js'
export * from './related.js'
export * from './shop-product.js'
export * from './story.js'
export * from './story-text.js'
export * from './assortment.js'
export * from './allocation-rules.js'
export * from './media.js'
export * from './bulk-edits.js'
export * from './sheets.js'
export * from './sheets.faults.js'
export * from './labels.js'
export * from './pricing.js'
export * from './levels.js'
export * from './price-grid.js'
export * from './price-levels.js'
export * from './price-parity.js'
export * from './inventory.js'
export * from './delivery.js'
export * from './selling.js'
export * from './fulfilment.js'
export * from './reviews.js'
export * from './returns.js'
export * from './payments.js'
export * from './till.js'
export * from './campaigns.js'
export * from './purchasing.js'
export * from './purchase-orders.js'
export * from './suppliers.js'
export * from './applications.js'
export * from './supplying.js'
export * from './settlement.js'
export * from './profit-sharing.js'
export * from './supplier-reports.js'
export * from './refunds.js'
export * from './supplier-goods.js'
export * from './supply-sheets.js'
export * from './supplier-messages.js'
export * from './depots.js'
export * from './scorecards.js'
export * from './insight.js'
export * from './audit.js'
export * from './events.js'
export * from './webhook-events.js'
export * from './webhooks.js'
