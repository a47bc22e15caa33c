import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { useSecurity } from './useSecurity'

const standing = (roleKey: string, required: boolean, holders: number, enrolled: number) => ({
  roleKey,
  roleName: { zh: roleKey, en: roleKey },
  required,
  holders,
  enrolled,
})
afterEach(() => vi.unstubAllGlobals())

it('counts who would have to set theirs up first, of roles that are newly asked for only', async () => {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      new Response(
        JSON.stringify({
          password: { lengthMin: 8, mixed: false, daysMax: null, ownChoice: false },
          items: [
            standing('owner', true, 3, 1),
            standing('clerk', false, 10, 4),
            standing('finance', false, 2, 2),
          ],
        }),
        { headers: { 'content-type': 'application/json' } },
      ),
    ),
  )
  const scope = effectScope()
  const page = scope.run(() => useSecurity())!
  await vi.waitUntil(() => page.standings.value.length === 3)
  await nextTick()
  expect([page.form.values.roles, page.form.dirty, page.waiting.value]).toEqual([['owner'], false, 0])
  page.form.values.roles = ['owner', 'finance']
  expect([page.form.dirty, page.waiting.value]).toEqual([true, 0])
  page.form.values.roles = ['owner', 'clerk']
  expect(page.waiting.value).toBe(6)
  scope.stop()
})
