import type { Answer } from '../client.js'
import { blockAt, reviewOf, proposed, sorted } from '../land.js'
import { aSupplier } from '../suppliers.js'
import { newId, World, type Client, type TestTenant } from '../world.js'

/** A shop in which every kind of thing is there once, its ids by their kind, and people of every standing. */
export class FuzzShop {
  private readonly ids: Record<string, string[]> = {}
  private readonly clients = new Map<string, Promise<Client>>()
  private constructor(
    readonly w: World,
    readonly t: TestTenant,
  ) {}

  static async open(): Promise<FuzzShop> {
    const w = await World.start()
    const shop = new FuzzShop(w, await w.aTenant())
    await shop.fill()
    return shop
  }
  private async fill(): Promise<void> {
    const { t } = this
    const store = await t.aStore()
    const skus = [await t.aSku(), await t.aSku({ barcode: '6901234567892' })]
    for (const sku of skus) await t.stock(store, sku.id, 100_000)
    const shopper = (await this.client('shopper')) as Client & { memberId: string }
    const orders: string[] = []
    for (const line of skus) {
      const order = await shopper.post('/shop/orders', {
        id: newId(),
        storeId: store,
        channel: 'h5',
        fulfilment: 'pickup',
        lines: [{ skuId: line.id, quantity: 1 }],
      })
      orders.push(order.body.id as string)
    }
    const clerk = await t.aPerson('clerk', 'store', store)
    const owner = await this.client('owner')
    const { body: hook } = await owner.post('/webhooks', {
      id: newId(),
      url: `${this.w.sandbox.url}/nobody`,
      description: '',
      events: ['payments.refunded'],
      scopeKind: 'hq',
    })
    await owner.post(`/webhooks/${hook.webhook.id}/test`)
    const allowance = await owner.post('/allowances', {
      id: newId(),
      range: '192.0.2.0/24',
      reason: '门店自助机',
      until: new Date(this.w.now().getTime() + 86_400_000).toISOString(),
    })
    const marks = await sorted(owner)
    const spare = await t.aSku()
    const change = await owner.post('/allocation-changes', {
      id: newId(),
      which: { productIds: [spare.productId] },
      kind: 'only',
      unitIds: [t.regionId],
    })
    const rule = newId()
    await owner.post('/allocation-rules', {
      id: rule,
      name: '规则',
      condition: [{ by: 'brand', names: [`牌${rule}`] }],
      unitIds: [t.regionId],
      active: false,
    })
    const sheet = newId()
    await owner.send(
      'POST',
      `/api/imports?id=${sheet}&kind=products&name=a.csv`,
      'SKU code,List price\nNONE,x\n',
      {
        'content-type': 'text/csv',
      },
    )
    const edit = newId()
    await owner.post('/bulk-edits', {
      id: edit,
      which: { productIds: [spare.productId] },
      edit: { brand: '牌' },
    })
    const print = newId()
    await owner.post(`/stores/${store}/labels`, {
      id: print,
      productIds: [skus[0]!.productId],
      sheet: 'a6',
      code: 'web',
      locale: 'en',
      whenDown: 'stop',
    })
    const column = async (table: string) =>
      (
        await this.w.facts<{ id: string }>(`select id from ${table} where tenant_id = $1 limit 3`, [t.ref.id])
      ).map((r) => r.id)
    Object.assign(this.ids, {
      store: [store],
      sku: skus.map((s) => s.id),
      product: skus.map((s) => s.productId),
      order: orders,
      region: [t.regionId],
      parent: [t.hqId, t.regionId],
      category: [t.categoryId],
      classification: [marks.classifications],
      tag: [marks.tags],
      synonym: [marks.synonyms],
      attribute: [marks.attributes],
      person: [clerk.personId],
      media: await column('media'),
      fulfilment: await column('fulfilments'),
      grant: [],
      webhook: [hook.webhook.id],
      block: [await blockAt(t)],
      allowance: [allowance.body.id],
      change: [change.body.id],
      rule: [rule],
      proposal: [await proposed(owner, skus[0]!.productId)],
      unit: [t.regionId, store],
      import: [sheet],
      print: [print],
      review: await Promise.all(orders.map((id) => reviewOf(t, id))),
      line: await column('order_lines'),
      edit: [edit],
      delivery: await column('webhook_deliveries'),
      scope: [store, t.regionId],
    })
  }

  /** Real ids for a field; its own new id is the client's to make. */
  readonly known = (field: string, path: string): readonly string[] => {
    const kind = /^(\w+?)Ids?$/.exec(field)?.[1]
    if (kind) return this.ids[kind] ?? []
    if (!path.includes('{id}') || field !== 'id') return []
    if (/\/regions\//.test(path)) return this.ids['region']!
    const noun = [
      ...path.matchAll(
        /\/(stores|skus|products|orders|categories|people|fulfilments|webhooks|blocks|allowances|classifications|tags|synonyms|attributes|changes|allocation-changes|allocation-rules|imports|reviews|bulk-edits|addresses)\//g,
      ),
    ].at(-1)?.[1]
    const one: Record<string, string> = {
      categories: 'category',
      people: 'person',
      'allocation-changes': 'change',
      'allocation-rules': 'rule',
      'bulk-edits': 'edit',
      changes: 'proposal',
    }
    return noun ? (this.ids[one[noun] ?? noun.slice(0, -1)] ?? []) : []
  }

  /** Who tries an operation: mostly one who may, in turn with others. */
  who(permission: string, turn: number): string[] {
    const others = ['guest', 'shopper', 'owner'][turn % 3]!
    if (/^Application:/.test(permission)) return ['guest', others]
    if (/^Supply:/.test(permission)) return ['supplier', others]
    const shoppers = /^(Profile|Cart|Purchase|Voice|Shopfront|Session):/.test(permission)
    return [shoppers ? 'shopper' : 'owner', others]
  }
  /** A client of that standing. */
  async client(who: string): Promise<Client> {
    if (who === 'guest') return this.t.api
    const kept = this.clients.get(who) ?? this.signedIn(who)
    this.clients.set(who, kept)
    return kept
  }
  private async signedIn(who: string): Promise<Client> {
    if (who === 'owner') return this.t.aPerson('owner')
    if (who === 'supplier') return (await aSupplier(this.t.api, await this.client('owner'))).person
    return this.t.aShopper()
  }
  /** Takes back what was ruled about passwords and second factors. */
  anyPassword(): Promise<unknown> {
    return this.w.facts('delete from sign_in_policies where tenant_id = $1', [this.t.ref.id])
  }
  /** Uses every feature again; tells the platform of it. */
  async everything(): Promise<void> {
    await this.w.facts("update tenant_settings set features_off = '{}' where tenant_id = $1", [this.t.ref.id])
    await this.w.facts("select pg_notify('storeweave_settings', $1)", [this.t.ref.id])
  }
  /** Who was signed out by what they tried signs in anew, as somebody new. */
  forget(who: string): void {
    this.clients.delete(who)
  }
}

/** Sends until the house is not too busy for it: on a crowded machine a connection may take longer than its 2 s. */
export async function patiently(send: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await send()
    if (answer.body?.code !== 'server.unavailable' || tries === 10) return answer
  }
}

/** Making the inputs keeps the process busy: lets it hear first which idle connections have been closed meanwhile. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((next) => setImmediate(next))
}

/** Runs work for each of many, a few at a time. */
export async function each<T>(
  many: readonly T[],
  work: (one: T) => Promise<void>,
  atOnce = 8,
): Promise<void> {
  const waiting = many.values()
  const run = async () => {
    for (const one of waiting) await work(one)
  }
  await Promise.all(Array.from({ length: atOnce }, run))
}
