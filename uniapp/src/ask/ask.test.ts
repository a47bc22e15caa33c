import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeUni } from '../../test/fake-uni'
import type { Answer, Asked } from '../../test/fake-uni'

const EXPIRED: Answer = { status: 401, data: { code: 'access.token_invalid' } }

async function client(answer: (asked: Asked) => Answer | Promise<Answer>) {
  const fake = fakeUni(answer)
  const tokens = await import('./tokens')
  const ask = await import('./ask')
  return { ...fake, ...tokens, ...ask }
}

describe('ask', () => {
  beforeEach(() => {
    vi.resetModules()
    vi.unstubAllGlobals()
  })

  it('sends language, token and query, and leaves empty values out', async () => {
    const { ask, asked, keepTokens } = await client(() => ({ status: 200, data: { ok: true } }))
    keepTokens({ accessToken: 'token-1', refreshToken: 'refresh-1' })
    expect(await ask.get('/shop/products', { q: '苹果 & 梨', cursor: undefined, limit: 20 })).toEqual({
      ok: true,
    })
    expect(asked[0]!.url).toMatch(/\/api\/shop\/products\?q=%E8%8B%B9%E6%9E%9C%20%26%20%E6%A2%A8&limit=20$/)
    expect(asked[0]!.header).toMatchObject({ Authorization: 'Bearer token-1', 'Accept-Language': 'zh-CN' })
    expect(asked[0]!.header['Idempotency-Key']).toBeUndefined()
  })

  it('refreshes once for any number of expired calls, and each goes out again with the new token', async () => {
    const { ask, asked, keepTokens, tokens } = await client(({ url, header }) => {
      if (url.endsWith('/shop/auth/refresh'))
        return { status: 200, data: { accessToken: 'new', refreshToken: 'refresh-2' } }
      return header.Authorization === 'Bearer new' ? { status: 200, data: url } : EXPIRED
    })
    keepTokens({ accessToken: 'old', refreshToken: 'refresh-1' })
    const answers = await Promise.all([ask.get('/a'), ask.get('/b'), ask.post('/c', { n: 1 })])
    expect(answers).toHaveLength(3)
    const refreshes = asked.filter(({ url }) => url.endsWith('/refresh'))
    expect(refreshes.map(({ header }) => header.Authorization)).toEqual([undefined])
    expect(tokens()?.refreshToken).toBe('refresh-2')
    const writes = asked.filter(({ url }) => url.endsWith('/c'))
    expect(writes).toHaveLength(2)
    expect(writes[0]!.header['Idempotency-Key']).toBe(writes[1]!.header['Idempotency-Key'])
  })

  it('forgets the session when the refresh is refused, and says so once', async () => {
    const { ask, keepTokens, tokens, onSignedOut } = await client(() => EXPIRED)
    keepTokens({ accessToken: 'old', refreshToken: 'refresh-1' })
    const signedOut = vi.fn()
    onSignedOut(signedOut)
    await expect(Promise.all([ask.get('/a'), ask.get('/b')])).rejects.toMatchObject({ status: 401 })
    expect(tokens()).toBeNull()
    expect(signedOut).toHaveBeenCalledTimes(1)
  })

  it('keeps the session when the refresh had no answer', async () => {
    const { ask, keepTokens, tokens } = await client(({ url }) =>
      url.endsWith('/refresh') ? { fail: 'request:fail' } : EXPIRED,
    )
    keepTokens({ accessToken: 'old', refreshToken: 'refresh-1' })
    await expect(ask.get('/a')).rejects.toMatchObject({ code: 'client.offline' })
    expect(tokens()?.refreshToken).toBe('refresh-1')
  })

  it('asks a write without answer again under the same key, and a different or answered one under another', async () => {
    let online = false
    const { ask, asked } = await client(() => (online ? { status: 200, data: {} } : { fail: 'request:fail' }))
    await expect(ask.post('/shop/orders', { id: 1 })).rejects.toMatchObject({ status: 0 })
    online = true
    await ask.post('/shop/orders', { id: 1 })
    await ask.post('/shop/orders', { id: 2 })
    await ask.post('/shop/orders', { id: 1 })
    const keys = asked.map(({ header }) => header['Idempotency-Key'])
    expect(keys[1]).toBe(keys[0])
    expect(new Set(keys).size).toBe(3)
  })

  it('gives a refused write a new key next time: it was answered', async () => {
    const { ask, asked } = await client(() => ({ status: 409, data: { code: 'selling.price_changed' } }))
    await expect(ask.post('/shop/orders', { id: 1 })).rejects.toMatchObject({ code: 'selling.price_changed' })
    await expect(ask.post('/shop/orders', { id: 1 })).rejects.toMatchObject({ status: 409 })
    expect(asked[0]!.header['Idempotency-Key']).not.toBe(asked[1]!.header['Idempotency-Key'])
  })

  it('tells no network from a slow one', async () => {
    let errMsg = 'request:fail'
    const { ask } = await client(() => ({ fail: errMsg }))
    await expect(ask.get('/a')).rejects.toMatchObject({ words: '网络连不上，请检查网络后重试' })
    errMsg = 'request:fail timeout'
    await expect(ask.get('/a')).rejects.toMatchObject({ words: '网络太慢，没有等到结果，请重试' })
  })
})

describe('problem documents', () => {
  it('speak the words of their code with its arguments, in the shopper’s language', async () => {
    vi.resetModules()
    fakeUni(() => ({ status: 200 }))
    const { readProblem } = await import('./problem')
    const { setLocale } = await import('@/words')
    const problem = readProblem(429, { code: 'members.sms_too_often', args: { seconds: 42 } })
    expect(problem.words).toBe('短信发送太频繁，请 42 秒后再试')
    setLocale('en')
    expect(problem.words).toBe('A message was just sent; try again in 42 s')
  })

  it('of unknown codes speak their detail; what is no document says that something went wrong', async () => {
    const { readProblem } = await import('./problem')
    const { setLocale } = await import('@/words')
    setLocale('zh-CN')
    expect(readProblem(422, { code: 'later.added', title: 'T', detail: '说明' }).words).toBe('说明')
    expect(readProblem(502, '<html>').words).toBe('出了点问题，请重试')
    expect(
      readProblem(400, { code: 'request.invalid', errors: [{ path: 'phone', message: '不对' }] }).fields,
    ).toEqual({ phone: '不对' })
  })
})
