import { Injectable } from '@nestjs/common'
import {
  ShopFilters,
  ShopPage,
  ShopSuggestions,
  type AskFilters,
  type AskSuggestions,
  type Instead,
  type ListShop,
} from '@storeweave/contract'
import { deletionsOf, halvesOf, isNear, NEAR_FROM, wordsOf } from '@storeweave/rules/catalog'
import { found } from '../kernel/access.js'
import { answers } from '../kernel/answers.js'
import { reading } from '../kernel/db.js'
import { bytesOf, Written } from '../kernel/http.js'
import { CategoriesRepo } from './categories.repo.js'
import { FiltersRepo } from './filters.repo.js'
import { halvesSql, type Sought } from './hits.repo.js'
import { KnownHits } from './known-hits.js'
import { SearchRepo } from './search.repo.js'
import { ShopWindowRepo, type CardPage, type Question } from './shop-window.repo.js'
import { isFoundUnder, keysOfWord, soundOf } from './terms.js'

const HAN = /\p{Script=Han}/u
/** How much is offered: words, categories and goods to who is typing, goods to who found nothing. */
const WORDS = 4
const CATEGORIES = 2
const GOODS = 5
const INSTEAD = 8
/** Of so many categories that are called so, those with goods are offered. */
const TRIED = 8
/** Counts of filters go through all goods that match, and tell about tags of that time. */
const COUNTS_AGE_MS = 10_000
/** Words a slip may have been meant as, the likeliest first. */
const MEANT = 3
/** What shoppers look for, and what they get to see. */
@Injectable()
export class SearchService {
  constructor(
    private readonly windows: ShopWindowRepo,
    private readonly filters: FiltersRepo,
    private readonly search: SearchRepo,
    private readonly hits: KnownHits,
    private readonly categories: CategoriesRepo,
  ) {}

  /**
   * A page of a store's shop window, kept in the process for a second unless prices, goods or the store's stock change.
   * A first page that finds nothing comes with what may have been meant. Throws `access.not_found` for a store that
   * isn't open to shoppers.
   */
  window(query: ListShop): Promise<Written> {
    return this.kept('window', query, async () => ShopPage.parse(await this.page(query)))
  }

  /** What the window of a store can be narrowed down by; kept for longer where prices and stock are not asked about. Throws `access.not_found`. */
  choices(query: AskFilters): Promise<Written> {
    const { inStock, priceFrom, priceTo } = query
    const lasting = { ageMostMs: COUNTS_AGE_MS, stock: false }
    return this.kept(
      'filters',
      query,
      async () => {
        const hits = query.q?.trim() ? (await this.hits.of(soughtIn(query.q))).all : undefined
        return ShopFilters.parse(found(await this.filters.counts(query, hits)))
      },
      inStock === 'true' || (priceFrom ?? priceTo) !== undefined ? {} : lasting,
    )
  }

  /** Words, categories and goods for who is typing, kept like the window. Throws `access.not_found`. */
  suggestions(query: AskSuggestions): Promise<Written> {
    return this.kept('suggestions', query, async () => {
      const few: Question = { storeId: query.storeId, limit: GOODS, sort: 'best', cursor: undefined }
      const { best } = await this.hits.of(soughtIn(query.q))
      const goods = found(await this.windows.best(few, best))
      return ShopSuggestions.parse({
        words: await this.wordsFor(query.q),
        categories: await this.categoriesFor(query),
        goods: goods.items,
      })
    })
  }

  /** Categories called so that have goods at the store. */
  private async categoriesFor({ storeId, q }: AskSuggestions): Promise<ShopSuggestions['categories']> {
    const words = wordsOf(q)
    if (!words.length) return []
    const named = (await this.categories.names()).filter((c) => isFoundUnder(c.name, words)).slice(0, TRIED)
    if (!named.length) return []
    const filled = new Set(
      await this.categories.withGoods(
        storeId,
        named.map((c) => c.id),
      ),
    )
    return named.filter((c) => filled.has(c.id)).slice(0, CATEGORIES)
  }

  private async kept(
    what: string,
    { storeId, ...question }: { storeId: string },
    make: () => Promise<object>,
    lasting = {},
  ): Promise<Written> {
    const written = () => reading(async () => bytesOf(JSON.stringify(await make())))
    return new Written(await answers.to(storeId, `${what} ${JSON.stringify(question)}`, written, lasting))
  }

  private async page(query: ListShop): Promise<CardPage & { instead?: Instead }> {
    const question = questionOf(query)
    if (!query.q?.trim()) return found(await this.windows.page(question))
    const page = found(await this.found(soughtIn(query.q), question))
    if (page.items.length || query.cursor) return page
    return { ...page, instead: await this.instead(query.q, question) }
  }

  /** A page of what is found under all these words. */
  private async found(sought: readonly Sought[], question: Question): Promise<CardPage | undefined> {
    const { best, whole, all } = await this.hits.of(sought)
    if (question.sort === 'best' && !question.cursor) {
      const page = await this.windows.best(question, best)
      if (!page || page.nextCursor || whole) return page
    }
    return this.windows.page(question, all)
  }

  /** Words that go on from the last one typed, each with those before it. */
  private async wordsFor(q: string): Promise<string[]> {
    const typed = q.trim().split(/\s+/)
    const [last, ...more] = wordsOf(typed.at(-1)!)
    if (!last || more.length) return []
    const before = typed.slice(0, -1).join(' ')
    const words = await this.hits.kept(`next ${last}`, () => this.search.words(last, WORDS))
    return words.map((word) => (before ? `${before} ${word}` : word))
  }

  /** What is offered instead of nothing: goods under the words that were meant, goods that nearly fit, or the store's favourites. */
  private async instead(q: string, question: Question): Promise<Instead> {
    const words = wordsOf(q)
    const few = { ...question, limit: INSTEAD, cursor: undefined }
    const meant = words.length
      ? await this.hits.kept(`meant ${words.join(' ')}`, () => this.meant(words))
      : []
    if (meant.some(({ alike }) => alike?.length)) {
      const { items } = found(await this.found(meant, few))
      if (items.length) return { words: saidOf(meant), alike: true, items }
    }
    const halves = words.length === 1 && HAN.test(words[0]!) ? halvesOf(words[0]!) : []
    if (halves.length) {
      const { items } = found(await this.windows.page(few, (values) => halvesSql(halves, values)))
      if (items.length) return { words: '', alike: true, items }
    }
    const favourites = {
      storeId: question.storeId,
      limit: INSTEAD,
      sort: 'popular' as const,
      cursor: undefined,
    }
    const { items } = found(await this.windows.page(favourites))
    return { words: '', alike: false, items }
  }

  /** Each word that nothing is found under, with the words one slip away from it and those that sound the same. */
  private async meant(words: readonly string[]): Promise<Meant[]> {
    const known = new Set(await this.search.known(words))
    const asked = words.filter((word) => !known.has(word))
    const near = await this.search.near(
      asked.flatMap((word) => keysTyped(word).map((key) => ({ asked: word, key }))),
    )
    return words.map((word) => {
      const form = HAN.test(word) ? soundOf(word) : word
      const likely = near
        .filter((n) => n.asked === word)
        .map((n) => ({ word: n.word, far: distanceOf(form, n.word) }))
      const slips = likely
        .filter(({ far }) => far < 2)
        .sort((a, b) => a.far - b.far || (a.word < b.word ? -1 : 1))
        .slice(0, MEANT)
        .map((one) => one.word)
      // what sounds the same is found by its sound, whether or not it is a word of its own
      const sound = HAN.test(word) && !known.has(word) ? [form] : []
      return { word, said: slips[0] ?? word, alike: [...slips, ...sound] }
    })
  }
}

const soughtIn = (q: string): Sought[] => wordsOf(q).map((word) => ({ word }))

interface Meant extends Sought {
  said: string
}
const saidOf = (meant: readonly Meant[]): string => {
  const said = meant.map((one) => one.said).join(' ')
  return said === meant.map((one) => one.word).join(' ') ? '' : said
}
const questionOf = ({ q, sort, ...query }: ListShop): Question => ({
  ...query,
  // without a search nothing fits better than anything else
  sort: sort === undefined || sort === 'best' ? (q?.trim() ? 'best' : 'popular') : sort,
})
/** The keys under which words lie that are one slip from a typed one. */
function keysTyped(word: string): string[] {
  if (HAN.test(word)) return [soundOf(word)]
  return /^[a-z]+$/.test(word) && word.length >= NEAR_FROM ? [word, ...deletionsOf(word)] : []
}
/** 0: typed so; 1: one slip away; 2: more. */
function distanceOf(typed: string, word: string): number {
  const forms = keysOfWord(word)
    .filter(({ near }) => !near)
    .map(({ key }) => key)
  if (forms.includes(typed)) return 0
  return forms.some((form) => isNear(typed, form)) ? 1 : 2
}
