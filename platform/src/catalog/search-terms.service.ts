import { Injectable } from '@nestjs/common'
import { touchAnswers } from '../kernel/answers.js'
import { transaction } from '../kernel/db.js'
import { Every } from '../kernel/jobs.js'
import { SearchTermsRepo } from './search-terms.repo.js'
import { keysOfWord, termsOfProduct, wordsOfProduct } from './terms.js'

const EVERY_SECONDS = 10
const AT_ONCE = 300

/** Writes what goods are found under. */
@Injectable()
export class SearchTerms {
  constructor(private readonly terms: SearchTermsRepo) {}

  /**
   * Writes the search terms of products from their names as they stand, for many in a handful of statements; unknown ids
   * are passed over. At most some hundreds at a time: each has some forty terms. Who writes more leaves `termed` false,
   * and they follow within seconds.
   */
  setTermsOf(productIds: readonly string[]): Promise<void> {
    return transaction(async () => {
      const products = await this.terms.named(productIds)
      if (!products.length) return
      await this.terms.replace(products.map((p) => ({ productId: p.id, terms: termsOfProduct(p) })))
      const added = await this.terms.addWords(products.flatMap(wordsOfProduct))
      if (added.length) await this.terms.addKeys(added.map((word) => ({ word, keys: keysOfWord(word) })))
    })
  }

  /** Writes the terms that wait: of products that came in bulk, or before a release that makes others. Answers how many. */
  @Every(EVERY_SECONDS)
  async writeWaiting(): Promise<number> {
    for (let all = 0; ;) {
      const done = await transaction(async () => {
        const ids = await this.terms.waiting(AT_ONCE)
        await this.setTermsOf(ids)
        if (ids.length) await touchAnswers()
        return ids.length
      })
      all += done
      if (done < AT_ONCE) return all
    }
  }
}
