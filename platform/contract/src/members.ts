import { z } from 'zod'
import { Agreed } from './privacy.js'
import { Id, line, MobilePhone } from './shape.js'

/** `agreed` is needed the first time, when it makes the member. */
export const WechatSignIn = z
  .strictObject({ code: z.string().min(1).max(128), agreed: Agreed.optional() })
  .meta({ id: 'WechatSignIn' })
export type WechatSignIn = z.infer<typeof WechatSignIn>
export const SendSmsCode = z.strictObject({ phone: MobilePhone }).meta({ id: 'SendSmsCode' })
export type SendSmsCode = z.infer<typeof SendSmsCode>
export const SmsSignIn = z
  .strictObject({ phone: MobilePhone, code: z.string().regex(/^\d{6}$/), agreed: Agreed.optional() })
  .meta({ id: 'SmsSignIn' })
export type SmsSignIn = z.infer<typeof SmsSignIn>
export const RefreshSession = z
  .strictObject({ refreshToken: z.string().min(20).max(400) })
  .meta({ id: 'RefreshSession' })
export type RefreshSession = z.infer<typeof RefreshSession>
export const Member = z
  .object({
    id: Id,
    name: z.string(),
    phone: z.string().nullable(),
    avatarUrl: z.string().nullable(),
    hasWechat: z.boolean(),
  })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof Member>
/** Shoppers keep both tokens themselves: a mini program has no cookies. Seconds. */
export const ShopperSession = z
  .object({ accessToken: z.string(), expiresIn: z.int(), refreshToken: z.string(), member: Member })
  .meta({ id: 'ShopperSession' })
export type ShopperSession = z.infer<typeof ShopperSession>
export const UpdateMember = z.strictObject({ name: line(40) }).meta({ id: 'UpdateMember' })
export type UpdateMember = z.infer<typeof UpdateMember>
/** The code that the mini program's getPhoneNumber button gives. */
export const BindPhone = z.strictObject({ code: z.string().min(1).max(128) }).meta({ id: 'BindPhone' })
export type BindPhone = z.infer<typeof BindPhone>
