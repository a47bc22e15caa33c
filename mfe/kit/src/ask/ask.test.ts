import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '../words/i18n'
import { ask } from './ask'
import { Problem } from './problem'
import { onProofNeeded } from './proof'
import { signIn, signOut } from './session'
import { useSubmit } from './use-submit'

type Answer = { status?: number; body?: unknown; type?: string; fails?: true }
interface Seen {
  path: string
  method: string
  headers: Record<string, string>
  body: unknown
}
let seen: Seen[] = []
let answers: (call: Seen) => Answer = () => ({})

const json = (body: unknown, status = 200): Answer => ({ body, status })
const problem = (status: number, code: string, more: object = {}): Answer => ({
  status,
  type: 'application/problem+json',
  body: { type: 'about:blank', title: code, status, code, requestId: 'req-9', ...more },
})
const session: Record<string, Answer> = {
  '/api/auth/sign-in': json({ accessToken: 'old', expiresIn: 600 }),
  '/api/auth/refresh': json({ accessToken: 'new', expiresIn: 600 }),
  '/api/auth/sign-out': { status: 204 },
  '/api/me': json({ person: { id: 'p', name: 'Zhou', login: 'zhou' }, rules: [], stores: [], grants: [] }),
}

beforeEach(async () => {
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const call: Seen = {
      path,
      method: init.method ?? 'GET',
      headers: init.headers as Record<string, string>,
      body: init.body ? JSON.parse(init.body as string) : undefined,
    }
    seen.push(call)
    const answer = session[path] ?? answers(call)
    if (answer.fails) return Promise.reject(new TypeError('network'))
    const text = answer.body === undefined ? null : JSON.stringify(answer.body)
    return Promise.resolve(
      new Response(text, {
        status: answer.status ?? 200,
        headers: { 'content-type': answer.type ?? 'application/json' },
      }),
    )
  })
  vi.stubGlobal('setTimeout', (work: () => void) => queueMicrotask(work))
  await signOut()
  await setLocale('zh-CN')
  seen = []
})
const asked = (path: string) => seen.filter((call) => call.path === path)

describe('ask', () => {
  it('fills the path, drops empty query values and sends the language', async () => {
    answers = () => json({ items: [] })
    await ask('GET /api/orders/:id', {
      params: { id: 'a/b' },
      query: { q: '', storeId: 's1', tag: ['x', 'y'] },
    })
    expect(seen[0]).toMatchObject({ path: '/api/orders/a%2Fb?storeId=s1&tag=x&tag=y', method: 'GET' })
    expect(seen[0]!.headers).toMatchObject({ 'accept-language': 'zh-CN' })
    expect(seen[0]!.headers['idempotency-key']).toBeUndefined()
  })

  it('refreshes once for any number of expired calls, and every call gets its answer', async () => {
    await signIn('zhou', 'secret')
    answers = ({ headers }) =>
      headers['authorization'] === 'Bearer new' ? json({ ok: true }) : problem(401, 'access.token_invalid')
    const calls = Array.from({ length: 5 }, (_, index) =>
      ask<{ ok: boolean }>('GET /api/things/:id', { params: { id: index } }),
    )
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 5 }, () => ({ ok: true })))
    expect(asked('/api/auth/refresh')).toHaveLength(1)
  })

  it('gives up after one refresh when the server still refuses', async () => {
    answers = () => problem(401, 'access.not_signed_in')
    await expect(ask('GET /api/things')).rejects.toMatchObject({ status: 401 })
    expect(asked('/api/things')).toHaveLength(2)
  })

  it('keeps the idempotency key of a write through refresh and lost connections', async () => {
    const plan: Answer[] = [
      { fails: true },
      problem(401, 'access.token_invalid'),
      { status: 503 },
      json({ id: 1 }),
    ]
    answers = () => plan.shift()!
    expect(await ask('POST /api/orders', { body: { a: 1 } })).toEqual({ id: 1 })
    const keys = new Set(asked('/api/orders').map((call) => call.headers['idempotency-key']))
    expect(asked('/api/orders')).toHaveLength(4)
    expect([...keys]).toHaveLength(1)
    expect([...keys][0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('throws a Problem with the words it came with, and then those of its code in the language of now', async () => {
    answers = () => problem(409, 'org.code_taken', { title: '编号 SH01 已被使用', args: { code: 'SH01' } })
    const thrown = (await ask('POST /api/stores', { body: {} }).catch((error: unknown) => error)) as Problem
    expect(thrown).toBeInstanceOf(Problem)
    expect(thrown.message).toBe('编号 SH01 已被使用')
    await setLocale('en')
    await vi.waitFor(() => expect(thrown.text).toBe('The code SH01 is in use'))
    expect(thrown).toMatchObject({ requestId: 'req-9', status: 409, retryable: false })
  })

  it('says in words that there is no network, and that trying again makes sense', async () => {
    answers = () => ({ fails: true })
    const thrown = (await ask('GET /api/stores').catch((error: unknown) => error)) as Problem
    expect(thrown).toMatchObject({ code: 'kit.offline', retryable: true })
    expect(thrown.text).toContain('网络')
  })

  it('makes a Problem of an answer that is no problem document', async () => {
    answers = () => ({ status: 500, type: 'text/html', body: '<h1>' })
    await expect(ask('GET /api/stores')).rejects.toMatchObject({ code: 'kit.server', status: 500 })
  })
})

describe('useSubmit', () => {
  it('keeps the key while the outcome is unknown, and takes a new one after an answer or another input', async () => {
    const keys: string[] = []
    let fails = true
    const { submit, problem: shown } = useSubmit((key: string, amount: number) => {
      keys.push(key)
      return fails ? Promise.reject(new Problem({ status: 0, code: 'kit.timeout' })) : Promise.resolve(amount)
    })
    await submit(5)
    expect(shown.value?.code).toBe('kit.timeout')
    await submit(5)
    await submit(6)
    fails = false
    expect(await submit(6)).toBe(6)
    await submit(6)
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[1])
    expect(keys[3]).toBe(keys[2])
    expect(keys[4]).not.toBe(keys[3])
  })
  it('asks for a proof once, then goes out again with the same key; without one it stays refused', async () => {
    await signIn('zhou', 'secret')
    let proofs = 0
    let granted = false
    onProofNeeded(() => {
      proofs += 1
      granted = proofs === 1
      return Promise.resolve(granted)
    })
    answers = () => (granted ? json({ id: 'g1' }, 201) : problem(403, 'access.proof_needed'))
    seen = []
    await ask('POST /api/people/:id/grants', { params: { id: 'p1' }, body: {} })
    expect(seen).toHaveLength(2)
    expect(seen[0]!.headers['idempotency-key']).toBe(seen[1]!.headers['idempotency-key'])
    granted = false
    await expect(ask('POST /api/people/:id/grants', { params: { id: 'p1' } })).rejects.toMatchObject({
      code: 'access.proof_needed',
    })
    expect(proofs).toBe(2)
  })
})
