import { createHash } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import sharp from 'sharp'
import { FILES, type FileStore } from '../catalog/index.js'
import { tenantId, transaction } from '../kernel/db.js'
import { log } from '../kernel/log.js'
import { WechatClient } from '../members/index.js'
import { LabelCodesRepo, type CodeRow } from './label-codes.repo.js'
import { LABEL_PAGE } from './labels.service.js'

/** Calls at the same time: WeChat takes 5,000 a minute of an app. */
const LANES = 4

/** Where the picture of a code lies. */
export const pictureFile = (picture: string): string => `${tenantId()}/labels/${picture}.png`

/** Pictures of mini-program codes: asked for once, kept for good. */
@Injectable()
export class MiniCodesService {
  constructor(
    @Inject(FILES) private readonly files: FileStore,
    private readonly codes: LabelCodesRepo,
    private readonly wechat: WechatClient,
  ) {}

  /** Asks WeChat for codes, a few at a time, in no transaction; ends at the first that it doesn't give. Answers whether it gave all. */
  async draw(codes: readonly CodeRow[], appId: string): Promise<boolean> {
    const waiting = [...codes]
    let given = true
    const lane = async () => {
      for (let code = waiting.shift(); code && given; code = waiting.shift()) {
        try {
          await this.one(code.code, appId)
        } catch (error) {
          given = false
          log().warn({ err: (error as Error).message }, 'no mini-program code')
        }
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    return given
  }

  private async one(code: string, appId: string): Promise<void> {
    const bytes = await sharp(await this.wechat.codePicture(LABEL_PAGE, code))
      .flatten({ background: '#fff' })
      .greyscale()
      .toColourspace('b-w')
      .png({ compressionLevel: 9 })
      .toBuffer()
    const picture = createHash('sha256').update(bytes).digest('hex')
    await this.files.put(pictureFile(picture), bytes)
    await transaction(() => this.codes.draw(code, picture, appId))
  }
}
