import { Injectable } from '@nestjs/common'
import type { StoryBlock, Presentation, SetPresentation } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { EditGate } from './edit-gate.js'
import { PresentationsRepo, type Usable } from './presentations.repo.js'
import type { KeptBlock } from './shown.js'
import { unknownReference } from './words.js'

/** How products show themselves beside their plain fields: story, search engines' words, video, 3D model. */
@Injectable()
export class PresentationService {
  constructor(
    private readonly presentations: PresentationsRepo,
    private readonly gate: EditGate,
  ) {}

  /** Throws `access.not_found`. */
  async one(productId: string): Promise<Presentation> {
    return found(await transaction(() => this.presentations.one(productId))).presentation
  }

  /**
   * Writes a presentation whole. Throws `access.not_found`, `catalog.version_stale` when it isn't the version that was
   * read any more, `catalog.story_on_sale` and `catalog.planned` to who may not publish, `request.invalid` for media that aren't there, are of another kind or not for everybody.
   */
  set(productId: string, input: SetPresentation): Promise<Presentation> {
    return transaction(async () => {
      const { name, state, presentation: before } = found(await this.presentations.one(productId))
      await this.gate.check(productId, state, 'catalog.story_on_sale')
      if (before.version !== input.version) throw stale(before)
      const media = new Map((await this.presentations.usable(idsOf(input))).map((one) => [one.id, one]))
      refuseMissing(input, media)
      const kept = (story: readonly StoryBlock[]) => story.map((block) => keptOf(block, media))
      const story = { zh: kept(input.story.zh), en: kept(input.story.en) }
      if (!(await this.presentations.set(productId, input, story))) throw stale(before)
      await emit('catalog.products_changed', { productIds: [productId] })
      const { presentation: after } = found(await this.presentations.one(productId))
      record({ subject: 'Product', id: productId, name, before, after })
      return after
    })
  }
}

const stale = ({ version }: Presentation) => new Fault('catalog.version_stale', { version })

type Media = ReadonlyMap<string, Usable>
const idsOf = ({ story, videoId, modelId }: SetPresentation): string[] => [
  ...[...story.zh, ...story.en].flatMap((block) => ('mediaId' in block ? [block.mediaId] : [])),
  ...[videoId, modelId].filter((id) => id !== null),
]

function refuseMissing({ story, videoId, modelId }: SetPresentation, media: Media): void {
  const isThere = (id: string | null, kind: Usable['kind']) => id === null || media.get(id)?.kind === kind
  if (!isThere(videoId, 'video')) throw unknownReference('videoId')
  if (!isThere(modelId, 'model')) throw unknownReference('modelId')
  for (const language of ['zh', 'en'] as const)
    story[language].forEach((block, n) => {
      if ('mediaId' in block && !isThere(block.mediaId, block.kind))
        throw unknownReference(`story.${language}.${n}.mediaId`)
    })
}

const keptOf = (block: StoryBlock, media: Media): KeptBlock =>
  block.kind === 'video' ? { ...block, type: media.get(block.mediaId)!.type } : block
