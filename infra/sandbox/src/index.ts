export { startSandbox, type Sandbox, type SandboxOptions } from './sandbox.js'
export { sandboxCredentials, CODE_TEMPLATE, type Credentials } from './credentials.js'
export {
  appIdOf,
  mchIdOf,
  type Account,
  type AppConfig,
  type MerchantConfig,
  type PlatformKeys,
} from './keys.js'
export { type Control, type Payment } from './control.js'
export {
  FORGERIES,
  SWITCHES,
  type Forgery,
  type SwitchKind,
  type SwitchRequest,
  type SwitchRule,
} from './switches.js'
export { RETRY_WAITS_MS } from './postman.js'
export { CODE_ENDINGS } from './pay/codepay.js'
export { openidOf } from './wechat/openid.js'
export { pngNotes } from './wechat/png.js'
export { percentEncode, smsSignature, smsStringToSign } from './sms.js'
export {
  beijing,
  parseAuthorization,
  paySignMessage,
  requestMessage,
  seal,
  signText,
  signatureMessage,
  unseal,
  verifyText,
  type Sealed,
} from './wire.js'
