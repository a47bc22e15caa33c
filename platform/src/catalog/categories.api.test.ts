import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

let world: World, tenant: TestTenant, owner: Client, clerk: Client
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  owner = await tenant.aPerson('owner')
  clerk = await tenant.aPerson('clerk', 'store', await tenant.aStore())
})
afterAll(() => world.stop())

const category = (more: object = {}) => ({
  id: newId(),
  parentId: tenant.categoryId,
  name: { zh: '苹果', en: 'Apples' },
  position: 1,
  ...more,
})
const tree = async () =>
  (await owner.get('/categories')).body.items as {
    id: string
    parentId: string | null
    name: { zh: string }
    productCount: number
  }[]

describe('categories', () => {
  it('201 adds one; the same again adds none; another under the same id is refused', async () => {
    const input = category()
    expect((await owner.post('/categories', input)).body).toMatchObject({
      id: input.id,
      parentId: tenant.categoryId,
      productCount: 0,
    })
    expect((await owner.post('/categories', input)).status).toBe(201)
    expect((await owner.post('/categories', { ...input, name: { zh: '梨', en: '' } })).body.code).toBe(
      'request.key_reused',
    )
    expect((await tree()).filter((c) => c.id === input.id)).toHaveLength(1)
  })
  it('counts products upward', async () => {
    const child = (await owner.post('/categories', category())).body
    await tenant.aSku({ categoryId: child.id })
    const counts = new Map((await tree()).map((c) => [c.id, c.productCount]))
    expect(counts.get(child.id)).toBe(1)
    expect(counts.get(tenant.categoryId)).toBe(1)
  })
  it('200 renames and moves; 422 for a ring, and nothing changed', async () => {
    const a = (await owner.post('/categories', category())).body
    const b = (await owner.post('/categories', category({ parentId: a.id }))).body
    expect(
      (await owner.patch(`/categories/${b.id}`, { name: { zh: '红富士', en: 'Fuji' } })).body,
    ).toMatchObject({ name: { zh: '红富士', en: 'Fuji' }, parentId: a.id })
    for (const parentId of [a.id, b.id])
      expect((await owner.patch(`/categories/${a.id}`, { parentId })).body).toMatchObject({
        status: 422,
        code: 'catalog.category_cycle',
      })
    expect((await tree()).find((c) => c.id === a.id)?.parentId).toBe(tenant.categoryId)
    expect((await owner.patch(`/categories/${b.id}`, { parentId: null })).body.parentId).toBeNull()
  })
  it('has a picture that was kept here, until it is taken away; 400 for any other, and nothing changed', async () => {
    const pictureOf = async (who: Client, of: TestTenant) =>
      (await who.get(`/products/${(await of.aSku()).productId}`)).body.media[0].id as string
    const mediaId = await pictureOf(owner, tenant)
    const made = (await owner.post('/categories', category({ mediaId }))).body
    expect(made.iconUrl).toBe(`/media/${tenant.ref.id}/${mediaId}-240.webp`)
    expect((await owner.patch(`/categories/${made.id}`, { position: 3 })).body.iconUrl).toBe(made.iconUrl)
    const stranger = await world.aTenant()
    const foreign = await pictureOf(await stranger.aPerson('owner'), stranger)
    for (const bad of [newId(), foreign, 'https://example.com/x.png'])
      expect((await owner.patch(`/categories/${made.id}`, { mediaId: bad })).status, bad).toBe(400)
    expect(
      (await owner.get('/categories')).body.items.find((c: { id: string }) => c.id === made.id).iconUrl,
    ).toBe(made.iconUrl)
    expect((await owner.patch(`/categories/${made.id}`, { mediaId: null })).body.iconUrl).toBeNull()
  })
  it('204 deletes one that is not in use, with what it asked of goods; 409 where anything is in it, and nothing changed', async () => {
    const a = (await owner.post('/categories', category())).body
    const b = (await owner.post('/categories', category({ parentId: a.id }))).body
    const attribute = { id: newId(), kind: 'flag', name: { zh: '可机洗', en: '' } }
    await owner.post('/attributes', attribute)
    await owner.put(`/categories/${b.id}/attributes`, {
      items: [{ attributeId: attribute.id, required: false }],
    })
    const used = (await owner.post('/categories', category())).body
    await tenant.aSku({ categoryId: used.id })
    const before = await tree()
    for (const id of [a.id, used.id])
      expect((await owner.delete(`/categories/${id}`)).body).toMatchObject({
        status: 409,
        code: 'catalog.category_in_use',
      })
    expect((await clerk.delete(`/categories/${b.id}`)).status).toBe(403)
    const stranger = await (await world.aTenant()).aPerson('owner')
    expect((await stranger.delete(`/categories/${b.id}`)).status).toBe(404)
    expect(await tree()).toEqual(before)
    for (const id of [b.id, a.id]) expect((await owner.delete(`/categories/${id}`)).status).toBe(204)
    expect((await owner.delete(`/categories/${a.id}`)).status).toBe(404)
    expect((await tree()).map((c) => c.id)).toEqual(
      before.map((c) => c.id).filter((id) => id !== a.id && id !== b.id),
    )
  })
  it('two moves at once make no ring together', async () => {
    const a = (await owner.post('/categories', category())).body
    const b = (await owner.post('/categories', category())).body
    const answers = await Promise.all([
      owner.patch(`/categories/${a.id}`, { parentId: b.id }),
      owner.patch(`/categories/${b.id}`, { parentId: a.id }),
    ])
    expect(answers.map((r) => r.status).sort()).toEqual([200, 422])
  })
  it('400 for an unknown parent, empty and over-long names; 401, 403, 404', async () => {
    const count = (await tree()).length
    for (const bad of [
      { parentId: newId() },
      { name: { zh: '', en: '' } },
      { name: { zh: '果'.repeat(41), en: '' } },
      { position: -1 },
      { extra: 1 },
    ])
      expect((await owner.post('/categories', category(bad))).status, JSON.stringify(bad)).toBe(400)
    expect((await tenant.api.get('/categories')).status).toBe(401)
    expect((await tenant.api.post('/categories', category())).status).toBe(401)
    expect((await clerk.get('/categories')).status).toBe(200)
    expect((await clerk.post('/categories', category())).status).toBe(403)
    expect((await clerk.patch(`/categories/${tenant.categoryId}`, { position: 2 })).status).toBe(403)
    expect((await owner.patch(`/categories/${newId()}`, { position: 2 })).status).toBe(404)
    const stranger = await (await world.aTenant()).aPerson('owner')
    expect((await stranger.patch(`/categories/${tenant.categoryId}`, { position: 2 })).status).toBe(404)
    expect((await stranger.post('/categories', category())).status).toBe(400)
    expect(await tree()).toHaveLength(count)
  })
})
