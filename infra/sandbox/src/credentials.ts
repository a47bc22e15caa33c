import { KeyRing } from './keys.js'

/** What a tenant types into its settings to trade through the sandbox. */
export interface Credentials {
  wechat: { appId: string; secret: string }
  wechatPay: {
    mchId: string
    merchantSerial: string
    merchantPrivateKeyPem: string
    apiV3Key: string
    platformSerial: string
    platformPublicKeyPem: string
  }
  sms: { accessKeyId: string; accessKeySecret: string; signName: string; templateCode: string }
}

/** The template whose text the sandbox knows: one variable, `code`. */
export const CODE_TEMPLATE = 'SMS_100000001'

/** A tenant's settings from a ring of keys. */
export function credentialsOf(keys: KeyRing, slug: string): Credentials {
  const account = keys.account(slug)
  const platform = keys.signingKey(account)
  return {
    wechat: { appId: account.appId, secret: account.appSecret },
    wechatPay: {
      mchId: account.mchId,
      merchantSerial: account.merchantSerial,
      merchantPrivateKeyPem: account.merchantPrivateKeyPem,
      apiV3Key: account.apiV3Key,
      platformSerial: platform.serial,
      platformPublicKeyPem: platform.publicKeyPem,
    },
    sms: {
      accessKeyId: account.smsAccessKeyId,
      accessKeySecret: account.smsAccessKeySecret,
      signName: 'Storeweave',
      templateCode: CODE_TEMPLATE,
    },
  }
}

/**
 * What a tenant needs as settings, made on demand: from a running sandbox, or from the directory it keeps its keys in
 * (a sandbox running on the same directory knows the tenant from then on).
 */
export function sandboxCredentials(from: string | { keys: KeyRing }, tenantSlug: string): Credentials {
  return credentialsOf(typeof from === 'string' ? new KeyRing(from) : from.keys, tenantSlug)
}
