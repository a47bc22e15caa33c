import { Injectable } from '@nestjs/common'
import type { Presentation, SetPresentation } from '@storeweave/contract'
import type { ProductState } from '@storeweave/rules/catalog'
import { unitsWithin } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { shownTo } from './products.repo.js'
import { modelOf, shownStory, videoOf, type KeptBlock } from './shown.js'

/** What the shop reads of a presentation with its product, as SQL columns of `LEFT_PRESENTED`. */
export const PRESENTED = `coalesce(pr.story_zh, '[]') as story_zh, coalesce(pr.story_en, '[]') as story_en, pr.video_id, pr.video_type, pr.model_id`
/** At most one presentation of product `p`, looked up by its key. `$1` is the tenant. */
export const LEFT_PRESENTED = `left join lateral (select pr.*, (select m.type from media m where m.tenant_id = $1 and m.id = pr.video_id) as video_type
  from presentations pr where pr.tenant_id = $1 and pr.product_id = p.id limit 1) pr on true`
export interface PresentedColumns {
  story_zh: KeptBlock[]
  story_en: KeptBlock[]
  video_id: string | null
  video_type: string | null
  model_id: string | null
}
/** The story, the video and the model of a product called `name`, with their addresses. */
export const presentedOf = (r: PresentedColumns, name: string) => ({
  story: { zh: shownStory(r.story_zh, name), en: shownStory(r.story_en, name) },
  video: r.video_id ? videoOf(r.video_id, r.video_type!, name) : null,
  model: r.model_id ? modelOf(r.model_id) : null,
})

/** Media by what they may stand for: public videos have a type. */
export interface Usable {
  id: string
  kind: 'picture' | 'video' | 'model'
  type: string
}

@Injectable()
export class PresentationsRepo {
  /** How a product shows itself, its name and state; undefined when it isn't there. */
  async one(
    productId: string,
  ): Promise<{ name: string; state: ProductState; presentation: Presentation } | undefined> {
    const row = await db().one<
      PresentedColumns &
        Record<(typeof TEXTS)[number], string | null> & {
          name_zh: string
          state: ProductState
          seen: number | null
        }
    >(
      `select p.name_zh, p.state, ${PRESENTED}, pr.version as seen, ${TEXTS.map((text) => `pr.${text}`).join(', ')}
         from products p ${LEFT_PRESENTED} where p.tenant_id = $1 and p.id = $2 and ${shownTo('$3')}`,
      [tenantId(), productId, unitsWithin('Product:read')],
    )
    if (!row) return undefined
    const said = (text: 'title' | 'description' | 'words') => ({
      zh: row[`${text}_zh`] ?? '',
      en: row[`${text}_en`] ?? '',
    })
    return {
      name: row.name_zh,
      state: row.state,
      presentation: {
        ...presentedOf(row, row.name_zh),
        seo: { title: said('title'), description: said('description'), words: said('words') },
        version: row.seen ?? 0,
      },
    }
  }

  /** Which of these media a presentation may show: pictures, and what anybody may fetch. */
  usable(ids: readonly string[]): Promise<Usable[]> {
    return db().many<Usable>(
      `select id, kind, type from media where tenant_id = $1 and id = any($2::uuid[]) and (kind = 'picture' or public)`,
      [tenantId(), ids],
    )
  }

  /** Writes a presentation whole if it is still the version that was read, and makes kept pages of the product worthless; whether it did. */
  async set(
    productId: string,
    p: SetPresentation,
    story: Record<'zh' | 'en', KeptBlock[]>,
  ): Promise<boolean> {
    const { title, description, words } = p.seo
    const written = await db().run(
      `insert into presentations as pr (tenant_id, product_id, story_zh, story_en, ${TEXTS.join(', ')}, video_id, model_id, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       on conflict (tenant_id, product_id) do update set story_zh = excluded.story_zh, story_en = excluded.story_en, video_id = excluded.video_id, model_id = excluded.model_id,
         ${TEXTS.map((text) => `${text} = excluded.${text}`).join(', ')}, version = pr.version + 1, updated_at = excluded.updated_at where pr.version = $14`,
      [
        tenantId(),
        productId,
        JSON.stringify(story.zh),
        JSON.stringify(story.en),
        title.zh,
        title.en,
        description.zh,
        description.en,
        words.zh,
        words.en,
        p.videoId,
        p.modelId,
        clock.now(),
        p.version,
      ],
    )
    if (!written) return false
    await db().run('update products set look = look + 1 where tenant_id = $1 and id = $2', [
      tenantId(),
      productId,
    ])
    await touchAnswers()
    return true
  }
}
const TEXTS = ['title_zh', 'title_en', 'description_zh', 'description_en', 'words_zh', 'words_en'] as const
