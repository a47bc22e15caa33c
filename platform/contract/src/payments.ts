import { z } from 'zod'
import { Id, MinorAmount, WebUrl } from './shape.js'

export const PayMethod = z.enum(['wechat_jsapi', 'wechat_h5', 'wechat_native', 'wechat_code', 'cash'])
export const StartPayment = z
  .strictObject({
    method: z.enum(['wechat_jsapi', 'wechat_h5', 'wechat_native']),
    returnUrl: WebUrl.optional(),
  })
  .meta({ id: 'StartPayment' })
export type StartPayment = z.infer<typeof StartPayment>
/** What the client needs to go on: exactly one of the three is filled, by method. */
export const PaymentStarted = z
  .object({
    paymentId: Id,
    amount: MinorAmount,
    method: PayMethod,
    jsapi: z
      .object({
        appId: z.string(),
        timeStamp: z.string(),
        nonceStr: z.string(),
        package: z.string(),
        signType: z.literal('RSA'),
        paySign: z.string(),
      })
      .nullable(),
    h5Url: z.string().nullable(),
    codeUrl: z.string().nullable(),
  })
  .meta({ id: 'PaymentStarted' })
export type PaymentStarted = z.infer<typeof PaymentStarted>
/** The provider's answer to a callback. */
export const CallbackAnswer = z
  .object({ code: z.string(), message: z.string() })
  .meta({ id: 'CallbackAnswer' })
