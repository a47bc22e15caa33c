import { createHmac, randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { config } from '../kernel/config.js'
import { Fault } from '../kernel/fault.js'
import { callOut } from '../kernel/outbound.js'
import { TenancyService } from '../tenancy/index.js'

/** RFC 3986 percent-encoding, as the signature wants it. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** Sends text messages through Aliyun's SMS interface (RPC style, HMAC-SHA1). */
@Injectable()
export class SmsClient {
  constructor(private readonly tenancy: TenancyService) {}

  /** Sends a sign-in code. Throws `server.unavailable` when the provider refuses, `server.provider_failed` when it doesn't answer. */
  async sendCode(phone: string, code: string): Promise<void> {
    const { sms } = (await this.tenancy.settings()).providers
    if (!sms) throw new Fault('server.unavailable')
    const params: Record<string, string> = {
      Action: 'SendSms',
      Version: '2017-05-25',
      Format: 'JSON',
      RegionId: 'cn-hangzhou',
      AccessKeyId: sms.accessKeyId,
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: randomUUID(),
      Timestamp: clock
        .now()
        .toISOString()
        .replace(/\.\d{3}Z$/, 'Z'),
      PhoneNumbers: phone,
      SignName: sms.signName,
      TemplateCode: sms.templateCode,
      TemplateParam: JSON.stringify({ code }),
    }
    const canonical = Object.keys(params)
      .sort()
      .map((k) => `${encode(k)}=${encode(params[k]!)}`)
      .join('&')
    const signature = createHmac('sha1', `${sms.accessKeySecret}&`)
      .update(`POST&${encode('/')}&${encode(canonical)}`)
      .digest('base64')
    const answer = await callOut(`${config().providers.sms}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `${canonical}&Signature=${encode(signature)}`,
    })
    if (!/"Code"\s*:\s*"OK"/.test(answer.text))
      throw Object.assign(new Fault('server.unavailable'), { cause: answer.text.slice(0, 300) })
  }
}
