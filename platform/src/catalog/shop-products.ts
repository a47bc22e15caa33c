import { Injectable } from '@nestjs/common'
import { ShopProduct } from '@storeweave/contract'
import { LRUCache } from 'lru-cache'
import { reading, tenantId } from '../kernel/db.js'
import { bytesOf } from '../kernel/http.js'
import { Together } from '../kernel/together.js'
import { ShopRepo, type AtAStore, type Facts, type WholeProduct } from './shop.repo.js'

const CHARACTERS_MAX = 48 * 1024 * 1024
const BARCODES_MAX = 100_000
/** How many products one statement asks for at most. */
const TOGETHER_MOST = 64
/** While many ask, how long a statement waits for more of them: it costs little more for ten than for one. */
const PAUSE_MS = 4

/** A product's words as JSON, with gaps: one for its tags of the moment, then two for each SKU, a store's price and stock. */
interface Form {
  version: string
  pieces: readonly string[]
  skuIds: readonly string[]
  barcodes: readonly string[]
}

/**
 * Products as stores sell them, as bytes of JSON. Words and pictures are kept in the process; price, stock, tags and the product's
 * version are asked of the database each time, for many shoppers in one statement. A version other than the kept one
 * has everything read anew, so nothing that is shown is older than the request.
 */
@Injectable()
export class ShopProducts {
  private readonly forms = new LRUCache<string, Form>({
    maxSize: CHARACTERS_MAX,
    sizeCalculation: ({ pieces }) => pieces.reduce((sum, piece) => sum + piece.length, 200),
  })
  private readonly carriers = new LRUCache<string, string>({ max: BARCODES_MAX })
  private readonly facts = new Together<AtAStore, Facts | undefined>(
    async (asked) =>
      (await reading(() => this.shop.factsOf(asked.map((a) => a.entry)))).map((done) => ({ done })),
    () => TOGETHER_MOST,
    { pauseMs: PAUSE_MS },
  )

  constructor(private readonly shop: ShopRepo) {}

  /** A product at a store; undefined when it isn't for sale there. */
  async one(storeId: string, productId: string): Promise<string | undefined> {
    const form = this.forms.get(keyOf(productId))
    if (form) {
      const now = await this.factsOf({ storeId, productId, skuIds: form.skuIds })
      if (!now) return undefined
      if (now.version === form.version) return filled(form, now)
    }
    return this.keep(await reading(() => this.shop.one(storeId, productId)))
  }

  /** The product that carries one of these barcodes on a SKU for sale at a store. */
  async byBarcode(storeId: string, barcodes: readonly string[]): Promise<string | undefined> {
    const productId = barcodes.map((barcode) => this.carriers.get(keyOf(barcode))).find(Boolean)
    const form = productId ? this.forms.get(keyOf(productId)) : undefined
    if (form && productId && barcodes.some((barcode) => form.barcodes.includes(barcode))) {
      const now = await this.factsOf({ storeId, productId, skuIds: form.skuIds })
      // who carries a barcode is part of the product and has its version
      if (now?.version === form.version) return filled(form, now)
    }
    return this.keep(await reading(() => this.shop.byBarcode(storeId, barcodes)))
  }

  private factsOf(asked: AtAStore): Promise<Facts | undefined> {
    return this.facts.join(tenantId(), asked)
  }

  private keep(whole: WholeProduct | undefined): string | undefined {
    if (!whole) return undefined
    const product = ShopProduct.parse(whole.product)
    this.forms.set(keyOf(product.id), formOf(product, whole))
    for (const barcode of whole.barcodes) this.carriers.set(keyOf(barcode), product.id)
    return bytesOf(JSON.stringify(product))
  }
}

const keyOf = (what: string) => `${tenantId()} ${what}`

function formOf({ skus, tags: _tags, ...product }: ShopProduct, { version, barcodes }: WholeProduct): Form {
  const pieces = [`${JSON.stringify(product).slice(0, -1)},"tags":`, ',"skus":[']
  for (const { price: _price, available: _available, ...sku } of skus) {
    pieces.push(`${pieces.pop()!}${JSON.stringify(sku).slice(0, -1)},"price":`, ',"available":', '},')
  }
  pieces.push(`${pieces.pop()!.slice(0, -1)}]}`)
  return { version, barcodes, skuIds: skus.map((sku) => sku.id), pieces: pieces.map(bytesOf) }
}

function filled({ pieces }: Form, { tags, numbers }: Facts): string {
  let text = pieces[0]! + bytesOf(tags) + pieces[1]!
  for (let n = 0; n < numbers.length; n++) text += numbers[n]! + pieces[n + 2]!
  return text
}
