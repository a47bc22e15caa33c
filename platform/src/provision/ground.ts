import {
  AttributeService,
  ChangeService,
  ClassificationService,
  ProductService,
  SynonymService,
} from '../catalog/index.js'
import { contentOf } from '@storeweave/rules/catalog'
import { runInScope, scope } from '../kernel/scope.js'
import { DecisionsService } from '../org/index.js'
import { RolesService } from '../people/index.js'
import { choiceId } from './description.rows.js'
import { idOf } from './ids.js'
import type { TenantSeed } from './seed.js'
import type { SeedChange } from './seed-words.js'

type Get = <T>(service: abstract new (...args: never[]) => T) => T
const NO_LIMITS = { priceCut: null, refund: null, stockCorrection: null }
const NO_WORDS = { zh: '', en: '' }

/** What a new tenant stands on beside plain rows. The services of the modules write it: what they refuse, no seed can have. */
export class Ground {
  constructor(
    private readonly tenantId: string,
    private readonly seed: TenantSeed,
    private readonly get: Get,
  ) {}

  /** Roles, decisions, attributes and what categories ask for, trees, synonyms. Categories and org units are there. */
  async lay(): Promise<void> {
    const { roles = [], decisions = [], classifications = [], synonyms = [] } = this.seed
    for (const { key, limits, ...role } of roles)
      await this.get(RolesService).create({
        id: this.id('role', key),
        ...role,
        limits: { ...NO_LIMITS, ...limits },
      })
    for (const { decision, level } of decisions)
      await this.get(DecisionsService).set(decision, this.id('hq', 'hq'), level)
    await this.describe()
    for (const [position, { key, parentKey, name }] of classifications.entries())
      await this.get(ClassificationService).create({
        id: this.id('classification', key),
        parentId: parentKey && this.id('classification', parentKey),
        name,
        position,
        shown: true,
      })
    for (const words of synonyms)
      await this.get(SynonymService).create({ id: this.id('synonym', words[0]!), words })
  }

  private async describe(): Promise<void> {
    const attributes = this.get(AttributeService)
    for (const [position, { key, choices = [], unit = NO_WORDS, ...one }] of (
      this.seed.attributes ?? []
    ).entries())
      await attributes.create({
        id: this.id('attribute', key),
        several: false,
        filterable: false,
        ...one,
        unit,
        position,
        choices: choices.map(({ key: choice, name }) => ({ id: choiceId(this.tenantId, key, choice), name })),
      })
    for (const { key, asks = [] } of this.seed.categories)
      if (asks.length)
        await attributes.setTemplate(this.id('category', key), {
          items: asks.map(({ attribute, required }) => ({
            attributeId: this.id('attribute', attribute),
            required,
          })),
        })
  }

  /** Sends the seed's changes in, each in the name of who made it. Goods and people are there. */
  async propose(): Promise<void> {
    for (const change of this.seed.changes ?? []) {
      const id = this.id('change', change.key)
      await this.inNameOf(change.by, () => this.sendIn(id, change))
      for (const [n, { by, words }] of (change.comments ?? []).entries())
        await this.inNameOf(by, () =>
          this.get(ChangeService).comment(id, { id: this.id('comment', change.key, String(n)), words }),
        )
    }
  }

  private async sendIn(
    id: string,
    { productKey, note, name, detail, listPrices }: SeedChange,
  ): Promise<void> {
    const product = await this.get(ProductService).one(this.id('product', productKey))
    const now = contentOf(product)
    const skus = now.skus.map((sku) => ({ ...sku, listPrice: listPrices?.[sku.code] ?? sku.listPrice }))
    await this.get(ChangeService).propose(product.id, {
      ...now,
      id,
      version: product.version,
      note,
      name: name ?? now.name,
      detail: detail ?? now.detail,
      skus,
    })
  }

  private inNameOf<T>(login: string, work: () => Promise<T>): Promise<T> {
    const { name } = this.seed.people.find((one) => one.login === login)!
    const { ability } = scope().who
    const who = { kind: 'staff', id: this.id('person', login), name, ability } as const
    return runInScope({ ...scope(), who: { ...who, sessionId: '', supplierId: null } }, work)
  }

  private id(kind: string, ...key: string[]): string {
    return idOf(this.tenantId, kind, ...key)
  }
}
