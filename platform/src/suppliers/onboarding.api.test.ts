import { existsSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { harmless } from '../../test/pdf.js'
import { aLicence, aLinkKey, anApplication, aPaper, aSupplier, ok, signedIn } from '../../test/suppliers.js'
import { newId, World, type Client, type TestTenant } from '../../test/world.js'

const DAY_MS = 86_400_000

describe('becoming a supplier', () => {
  let w: World
  let t: TestTenant
  let other: TestTenant
  let owner: Client
  let merch: Client
  beforeAll(async () => {
    w = await World.start()
    t = await w.aTenant()
    other = await w.aTenant()
    owner = await t.aPerson('owner')
    merch = await t.aPerson('merchandiser')
  })
  afterAll(() => w.stop())

  const day = (days: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(w.now().getTime() + days * DAY_MS)
  const move = (id: string, body: object, who = merch) => who.post(`/supplier-applications/${id}/moves`, body)
  const rows = async () =>
    (
      await w.facts(
        'select (select count(*) from supplier_applications) a, (select count(*) from supplier_licences) l, (select count(*) from suppliers) s, (select count(*) from supplier_files where licence_id is not null) f',
      )
    )[0]

  it('a company applies with its papers; HQ takes it up, looks at them, approves; its first person chooses a login', async () => {
    const food = { kind: 'food', number: 'JY133', expiresOn: day(200) }
    const scan = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#eee' } })
      .jpeg()
      .toBuffer()
    const file = await ok(t.api.send('POST', '/apply/files', scan, { 'content-type': 'image/jpeg' }))
    expect(file).toMatchObject({ kind: 'picture' })
    const body = anApplication([aLicence(await aPaper(t.api)), aLicence(file.id, food)])
    const applied = await t.api.post('/apply', body)
    expect([applied.status, applied.body]).toEqual([
      201,
      { name: body.name, state: 'applied', reason: '', appliedAt: applied.body.appliedAt, canJoin: false },
    ])
    // the same again is one
    expect((await t.api.post('/apply', body)).body).toEqual(applied.body)

    const queue = (await merch.get('/supplier-applications?state=applied')).body.items
    expect(queue).toEqual([
      {
        id: body.id,
        name: body.name,
        nameEn: 'Hill Foods',
        creditCode: body.creditCode,
        contactName: '周岚',
        state: 'applied',
        twins: 0,
        licenceCount: 2,
        appliedAt: applied.body.appliedAt,
        decidedBy: '',
        decidedAt: null,
      },
    ])
    const seen = (await merch.get(`/supplier-applications/${body.id}`)).body
    expect(seen).toMatchObject({
      contactPhone: '13711112222',
      contactEmail: 'zhou@example.com',
      about: '山货和蜂蜜',
    })
    const [paper, picture] = seen.licences
    expect(picture).toMatchObject({
      kind: 'food',
      number: 'JY133',
      expiresOn: day(200),
      state: 'waiting',
      daysLeft: 200,
    })
    const pdf = await t.api.get(paper.file.url)
    expect([pdf.status, pdf.headers['content-type'], pdf.headers['content-disposition']]).toEqual([
      200,
      'application/pdf',
      expect.stringContaining('attachment'),
    ])
    expect((await t.api.get(picture.file.url)).headers['content-type']).toBe('image/webp')
    // nobody finds it without the signature, or at another brand's address
    expect((await t.api.get(picture.file.url.split('?')[0])).status).toBe(403)
    expect((await other.api.get(picture.file.url)).status).toBe(403)

    expect((await move(body.id, { move: 'take_up' })).body.state).toBe('in_review')
    expect((await t.api.post('/apply/progress', { key: body.key })).body.state).toBe('in_review')
    const approved = await move(body.id, { move: 'approve', code: 'HILL' })
    expect(approved.body).toMatchObject({ state: 'approved', supplierId: expect.any(String) })
    expect(approved.body.licences.map((l: { state: string }) => l.state)).toEqual(['accepted', 'accepted'])
    expect((await t.api.post('/apply/progress', { key: body.key })).body).toMatchObject({ canJoin: true })

    expect((await t.api.post('/apply/invitation', { key: body.key })).body).toMatchObject({
      supplierName: { zh: body.name, en: 'Hill Foods' },
      personName: '周岚',
      roleName: { en: 'Supplier owner' },
    })
    const join = { key: body.key, login: 'zhoulan', password: 'A hill of honey jars, 12' }
    expect((await t.api.post('/apply/join', { ...join, password: 'password' })).body.code).toBe(
      'people.password_common',
    )
    expect((await t.api.post('/apply/join', join)).status).toBe(204)
    expect((await t.api.post('/apply/join', join)).body.code).toBe('suppliers.link_invalid')
    const session = await ok(t.api.post('/auth/sign-in', { login: 'zhoulan', password: join.password }))
    const standing = (await t.api.as(session.accessToken).get('/supplier/standing')).body
    expect(standing).toEqual({
      name: { zh: body.name, en: 'Hill Foods' },
      state: 'active',
      stateReason: '',
      mayList: true,
      listingUntil: day(200),
      ending: [],
    })
    const [entry] = await w.facts(
      "select who_kind, who_name, after from audit_entries where subject = 'Supplier' and after ? 'person' and object_id = $1",
      [approved.body.supplierId],
    )
    expect(entry).toMatchObject({ who_kind: 'staff', who_name: '周岚' })
  })

  it('422 for a wrong credit code, without a business licence, with one that has ended, or a file that is not theirs to use; nothing is kept', async () => {
    const paper = await aPaper(t.api)
    const before = await rows()
    const refused = async (body: object) => {
      const { status, body: answer } = await t.api.post('/apply', body)
      return [status, answer.code]
    }
    const fine = anApplication([aLicence(paper)])
    expect(
      await refused({ ...fine, creditCode: fine.creditCode.replace(/.$/, (c) => (c === '0' ? '1' : '0')) }),
    ).toEqual([422, 'suppliers.credit_code_invalid'])
    expect(await refused({ ...fine, licences: [aLicence(paper, { kind: 'food' })] })).toEqual([
      422,
      'suppliers.business_licence_needed',
    ])
    expect(await refused({ ...fine, licences: [aLicence(paper, { expiresOn: day(-1) })] })).toEqual([
      422,
      'suppliers.licence_over',
    ])
    const foreign = await aPaper(other.api)
    for (const licences of [[aLicence(newId())], [aLicence(foreign)], [aLicence(paper), aLicence(paper)]])
      expect(await refused({ ...fine, licences })).toEqual([422, 'suppliers.file_unknown'])
    expect(await refused({ ...fine, licences: [] })).toEqual([400, 'request.invalid'])
    expect(await rows()).toEqual(before)
    // the last day counts, and the paper is still unused
    expect(
      (await t.api.post('/apply', { ...fine, licences: [aLicence(paper, { expiresOn: day(0) })] })).status,
    ).toBe(201)
    // once used, it is nobody else's
    expect(await refused(anApplication([aLicence(paper)]))).toEqual([422, 'suppliers.file_unknown'])
  })

  it('refuses files that are not what they say, run something, or are no paper', async () => {
    const send = async (bytes: Buffer | string, type: string) =>
      (await t.api.send('POST', '/apply/files', bytes, { 'content-type': type })).body.code
    expect(await send('%PDF-1.7 /JavaScript %%EOF', 'application/pdf')).toBe('catalog.document_active')
    expect(await send('<svg onload="x()"/>', 'application/pdf')).toBe('catalog.file_invalid')
    expect(await send('<svg onload="x()"/>', 'image/png')).toBe('catalog.picture_invalid')
    expect(await send(harmless['plain']!, 'image/svg+xml')).toBe('request.unsupported_media')
    expect(await send('{}', 'application/json')).toBe('request.unsupported_media')
    expect(await send('', 'application/pdf')).toBe('catalog.file_empty')
  })

  it('an application is decided once, with a reason where it is rejected; one approved needs a code of its own', async () => {
    const body = anApplication([aLicence(await aPaper(t.api))])
    await ok(t.api.post('/apply', body))
    const code = async (sent: object, who = merch) => (await move(body.id, sent, who)).body.code
    expect(await code({ move: 'approve', code: 'X' })).toBe('suppliers.move_illegal')
    await ok(move(body.id, { move: 'take_up' }))
    expect(await code({ move: 'reject' })).toBe('suppliers.reason_needed')
    expect(await code({ move: 'approve' })).toBe('request.invalid')
    expect(await code({ move: 'approve', code: 'HILL' })).toBe('suppliers.code_taken')
    const before = await rows()
    expect((await t.api.post('/apply/progress', { key: body.key })).body.state).toBe('in_review')
    expect((await move(body.id, { move: 'reject', reason: '照片看不清' })).body.state).toBe('rejected')
    expect(await rows()).toEqual(before)
    expect((await t.api.post('/apply/progress', { key: body.key })).body).toMatchObject({
      state: 'rejected',
      reason: '照片看不清',
      canJoin: false,
    })
    expect(await code({ move: 'approve', code: 'Y' })).toBe('suppliers.move_illegal')
    // 404 to those of another brand, 403 to who only sells
    const theirs = await other.aPerson('owner')
    expect((await move(body.id, { move: 'take_up' }, theirs)).status).toBe(404)
    expect((await move(body.id, { move: 'take_up' }, await t.aPerson('marketer'))).status).toBe(403)
  })

  it('two of one credit code are seen as twins, and only one becomes a supplier', async () => {
    const first = anApplication([aLicence(await aPaper(t.api))])
    const second = anApplication([aLicence(await aPaper(t.api))], { creditCode: first.creditCode })
    for (const body of [first, second]) {
      await ok(t.api.post('/apply', body))
      await ok(move(body.id, { move: 'take_up' }))
    }
    expect((await merch.get(`/supplier-applications/${second.id}`)).body.twins).toBe(1)
    await ok(move(first.id, { move: 'approve', code: 'TWIN1' }))
    expect((await move(second.id, { move: 'approve', code: 'TWIN2' })).body.code).toBe(
      'suppliers.already_known',
    )
    expect((await merch.get(`/supplier-applications/${second.id}`)).body).toMatchObject({
      state: 'in_review',
      twins: 1,
    })
  })

  it('HQ takes a company in without an application; whoever holds the key opens its account', async () => {
    const { licences: _, about: _about, ...company } = anApplication([])
    const body = { ...company, code: 'INV' }
    const made = await merch.post('/suppliers', body)
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        code: 'INV',
        state: 'active',
        listingUntil: null,
        mayList: true,
        licences: [],
        staff: { people: [] },
      },
    ])
    expect(made.body.staff.invitations).toMatchObject([{ name: '周岚', role: 'supplier' }])
    expect((await merch.post('/suppliers', body)).status).toBe(201)
    expect((await w.facts('select 1 from suppliers where code = $1', ['INV'])).length).toBe(1)
    const again = { ...body, id: newId(), key: aLinkKey() }
    expect((await merch.post('/suppliers', again)).body.code).toBe('suppliers.code_taken')
    w.shift(31 * DAY_MS)
    expect((await t.api.post('/apply/invitation', { key: body.key })).body.code).toBe(
      'suppliers.link_invalid',
    )
    w.shift(-31 * DAY_MS)
    expect((await t.api.post('/apply/invitation', { key: body.key })).status).toBe(200)
    expect((await other.api.post('/apply/invitation', { key: body.key })).status).toBe(404)
  })

  it('a licence that ends stops new goods of its supplier, not those on sale; its renewal opens them again', async () => {
    const { id, person: early, login } = await aSupplier(t.api, owner, { expiresOn: day(10) })
    const goods = async () => (await t.aSku({ supplierId: id, publish: false })).productId
    let staff = merch
    const publish = (productId: string) => staff.post(`/products/${productId}/moves`, { move: 'publish' })
    const [before, after] = [await goods(), await goods()]
    expect((await publish(before)).body.state).toBe('published')
    const desk = (await merch.get('/supplier-desk')).body
    expect(desk.ending.find((l: { supplierId: string }) => l.supplierId === id)).toMatchObject({
      daysLeft: 10,
      kind: 'business',
    })
    expect((await early.get('/supplier/standing')).body.ending).toMatchObject([
      { standing: 'ends_soon', daysLeft: 10 },
    ])

    w.shift(11 * DAY_MS)
    staff = await t.aPerson('merchandiser')
    const person = await signedIn(t.api, login)
    const stopped = await publish(after)
    expect([stopped.status, stopped.body.code]).toEqual([409, 'suppliers.listing_stopped'])
    expect((await staff.get(`/products/${after}`)).body.state).toBe('draft')
    expect((await staff.get(`/products/${before}`)).body.state).toBe('published')
    const bulk = newId()
    await staff.post('/bulk-edits', { id: bulk, which: { productIds: [after] }, edit: { move: 'publish' } })
    const looked = await w.until(async () => {
      const { body } = await staff.get(`/bulk-edits/${bulk}`)
      return body.state === 'ready' && body
    })
    expect(looked).toMatchObject({ matched: 1, planned: 0, refused: 1 })
    // goods on sale of somebody else cannot become theirs either
    const { version, ...rest } = await wholeOf(staff, before, { supplierId: null })
    await ok(staff.put(`/products/${before}`, { version, ...rest }))
    expect(
      (await staff.put(`/products/${before}`, await wholeOf(staff, before, { supplierId: id }))).body.code,
    ).toBe('suppliers.listing_stopped')
    expect(
      (await staff.get(`/suppliers/rows?standing=expired`)).body.items.map((s: { id: string }) => s.id),
    ).toEqual([id])

    const [old] = (await person.get('/supplier/licences')).body.items
    const renewal = aLicence(await aPaper(person, 'supplier'), { expiresOn: day(365), replaces: old.id })
    expect((await person.post('/supplier/licences', renewal)).status).toBe(201)
    // it counts once HQ has looked at it, not before
    expect((await publish(after)).status).toBe(409)
    expect((await staff.get('/supplier-desk')).body.licences).toMatchObject([
      { id: renewal.id, supplierId: id },
    ])
    expect((await staff.post(`/supplier-licences/${renewal.id}/moves`, { move: 'reject' })).body.code).toBe(
      'suppliers.reason_needed',
    )
    const accepted = await staff.post(`/supplier-licences/${renewal.id}/moves`, { move: 'accept' })
    expect(accepted.body).toMatchObject({ listingUntil: day(365), mayList: true })
    expect(accepted.body.licences.map((l: { state: string }) => l.state)).toEqual(['accepted', 'replaced'])
    expect((await staff.post(`/supplier-licences/${renewal.id}/moves`, { move: 'accept' })).body.code).toBe(
      'suppliers.move_illegal',
    )
    expect((await publish(after)).body.state).toBe('published')
    w.shift(-11 * DAY_MS)
  })

  async function wholeOf(who: Client, productId: string, more: object) {
    const {
      id: _,
      state: _s,
      media,
      updatedAt: _u,
      skus,
      ...rest
    } = (await who.get(`/products/${productId}`)).body
    return {
      ...rest,
      mediaIds: media.map((m: { id: string }) => m.id),
      skus: skus.map(({ active: _a, ...s }: Record<string, unknown>) => s),
      ...more,
    }
  }

  it('a supplier’s paper, file or licence is no other’s to use, see or replace', async () => {
    const [one, two] = [await aSupplier(t.api, owner), await aSupplier(t.api, owner)]
    const [licence] = (await one.person.get('/supplier/licences')).body.items
    const file = await aPaper(one.person, 'supplier')
    const theirs = await aPaper(two.person, 'supplier')
    expect((await two.person.post('/supplier/licences', aLicence(file))).body.code).toBe(
      'suppliers.file_unknown',
    )
    const replaced = await two.person.post('/supplier/licences', aLicence(theirs, { replaces: licence.id }))
    expect(replaced.status).toBe(404)
    expect((await two.person.get('/supplier/licences')).body.items).toHaveLength(1)
    // what a stranger uploaded is no supplier's either
    expect((await two.person.post('/supplier/licences', aLicence(await aPaper(t.api)))).body.code).toBe(
      'suppliers.file_unknown',
    )
  })

  it('is suspended and resumed with reasons; closed for good, with nothing left to do but look', async () => {
    const { id, person } = await aSupplier(t.api, owner)
    const act = (body: object) => merch.post(`/suppliers/${id}/moves`, body)
    expect((await act({ move: 'resume' })).body.code).toBe('suppliers.move_illegal')
    expect((await act({ move: 'suspend' })).body.code).toBe('suppliers.reason_needed')
    expect((await act({ move: 'suspend', reason: '质检不合格' })).body).toMatchObject({
      state: 'suspended',
      mayList: false,
    })
    expect((await person.get('/supplier/standing')).body).toMatchObject({
      state: 'suspended',
      stateReason: '质检不合格',
      mayList: false,
    })
    const { productId } = await t.aSku({ supplierId: id, publish: false })
    expect((await merch.post(`/products/${productId}/moves`, { move: 'publish' })).body.code).toBe(
      'suppliers.listing_stopped',
    )
    expect((await act({ move: 'resume' })).body).toMatchObject({ state: 'active', stateReason: '' })
    expect((await act({ move: 'close', reason: '合作结束' })).body.state).toBe('closed')
    expect((await act({ move: 'resume' })).body.code).toBe('suppliers.move_illegal')
    const paper = await person.send('POST', '/supplier/files', harmless['plain'], {
      'content-type': 'application/pdf',
    })
    expect([paper.status, paper.body.code]).toEqual([403, 'suppliers.not_active'])
    expect((await person.get('/supplier/summary')).status).toBe(200)
  })

  it('its owner invites people with roles of the portal and takes them out; the last owner stays', async () => {
    const { id, person, login } = await aSupplier(t.api, owner)
    const staff = async () => (await person.get('/supplier/staff')).body
    const [unused] = (await staff()).invitations
    expect((await person.delete(`/supplier/invitations/${unused.id}`)).status).toBe(204)
    const [self] = (await staff()).people
    expect(self).toMatchObject({ login, roles: ['supplier'], self: true })
    const invite = { id: newId(), key: aLinkKey(), name: '小何', role: 'supplier_goods' }
    expect((await person.post('/supplier/invitations', invite)).body.invitations).toMatchObject([
      { id: invite.id, role: 'supplier_goods' },
    ])
    expect(
      (await person.post('/supplier/invitations', { ...invite, id: newId(), role: 'owner' })).status,
    ).toBe(400)
    await ok(
      t.api.post('/apply/join', {
        key: invite.key,
        login: `he${id.slice(-6)}`,
        password: 'a jar of hill honey',
      }),
    )
    const session = await ok(
      t.api.post('/auth/sign-in', { login: `he${id.slice(-6)}`, password: 'a jar of hill honey' }),
    )
    const goods = t.api.as(session.accessToken)
    expect((await goods.get('/supplier/licences')).status).toBe(200)
    // no more than their role: staff and invitations are the owner's, HQ's pages nobody's here
    for (const path of [
      '/supplier/staff',
      '/suppliers/rows',
      '/supplier-desk',
      '/people',
      '/products',
      '/orders',
    ])
      expect([path, (await goods.get(path)).status]).toEqual([path, 403])
    expect(
      (await goods.post('/supplier/invitations', { ...invite, id: newId(), key: aLinkKey() })).status,
    ).toBe(403)
    const he = (await staff()).people.find((p: { self: boolean }) => !p.self)
    expect(
      (await person.put(`/supplier/staff/${he.id}`, { role: 'supplier_finance' })).body.people,
    ).toContainEqual({ ...he, roles: ['supplier_finance'] })
    expect(
      (await goods.send('POST', '/supplier/files', harmless['plain'], { 'content-type': 'application/pdf' }))
        .status,
    ).toBe(403)
    for (const out of [
      await person.delete(`/supplier/staff/${self.id}`),
      await person.put(`/supplier/staff/${self.id}`, { role: 'supplier_goods' }),
    ])
      expect([out.status, out.body.code]).toEqual([409, 'suppliers.last_owner'])
    // another supplier's people are nobody here
    const stranger = await aSupplier(t.api, owner)
    expect((await stranger.person.delete(`/supplier/staff/${he.id}`)).status).toBe(404)
    expect((await stranger.person.put(`/supplier/staff/${he.id}`, { role: 'supplier' })).status).toBe(404)
    expect((await stranger.person.delete(`/supplier/invitations/${invite.id}`)).status).toBe(404)
    expect((await person.delete(`/supplier/staff/${he.id}`)).status).toBe(204)
    expect((await goods.get('/supplier/licences')).status).toBe(401)
    expect((await staff()).people).toEqual([self])
    // HQ invites and sends away too
    expect(
      (await merch.post(`/suppliers/${id}/invitations`, { ...invite, id: newId(), key: aLinkKey() })).status,
    ).toBe(201)
    expect((await merch.get(`/suppliers/${id}`)).body.staff.invitations).toHaveLength(1)
  })

  it('somebody of the brand who also works for a supplier keeps their account when that ends', async () => {
    const { id } = await aSupplier(t.api, owner)
    const both = await t.aPerson('finance')
    await ok(
      owner.post(`/people/${both.personId}/grants`, {
        id: newId(),
        roleKey: 'supplier_goods',
        scopeKind: 'supplier',
        scopeId: id,
      }),
    )
    expect((await merch.delete(`/suppliers/${id}/people/${both.personId}`)).status).toBe(204)
    expect((await both.get('/orders')).status).toBe(200)
  })

  it('half a year after it was rejected nothing of an application is left, its papers neither', async () => {
    const body = anApplication([aLicence(await aPaper(t.api))])
    const unused = await aPaper(t.api)
    await ok(t.api.post('/apply', body))
    await ok(move(body.id, { move: 'take_up' }))
    await ok(move(body.id, { move: 'reject', reason: '资料不全' }))
    const { licences } = (await merch.get(`/supplier-applications/${body.id}`)).body
    await w.advance(2 * DAY_MS)
    expect(await w.facts('select 1 from supplier_files where id = $1', [unused])).toEqual([])
    expect(await w.facts('select 1 from supplier_applications where id = $1', [body.id])).toHaveLength(1)
    await w.advance(179 * DAY_MS)
    expect(await w.facts('select 1 from supplier_applications where id = $1', [body.id])).toEqual([])
    expect(await w.facts('select 1 from supplier_licences where application_id = $1', [body.id])).toEqual([])
    const { pathname } = new URL(licences[0].file.url, 'http://x')
    await w.until(() => !existsSync(join(w.config.dataDir, 'media', pathname.slice('/media/'.length))))
  })
})
