import { Injectable } from '@nestjs/common'
import { SUPPLIER_PICTURES_MAX, type NamedPicture, type NamePicture } from '@storeweave/contract'
import { pictureOf, unknownReference } from '../catalog/index.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { GoodsRepo } from './goods.repo.js'
import { ownSupplier } from './own.js'
import { PartnersRepo } from './partners.repo.js'
import { PicturesRepo, type PictureRow } from './pictures.repo.js'
import { PortalService } from './portal.service.js'

/** Pictures that a supplier's sheets call by name. */
@Injectable()
export class SupplierPictures {
  constructor(
    private readonly pictures: PicturesRepo,
    private readonly goods: GoodsRepo,
    private readonly partners: PartnersRepo,
    private readonly portal: PortalService,
  ) {}

  /** The asking supplier's, by name. */
  page(q: {
    limit: number
    cursor?: string | undefined
  }): Promise<{ items: NamedPicture[]; nextCursor: string | null }> {
    const supplierId = ownSupplier()
    const after = keysOf(q.cursor, 'text')?.[0]
    return transaction(async () =>
      pageOf(
        await this.pictures.page(supplierId, after === undefined ? undefined : String(after), q.limit + 1),
        q.limit,
        (r) => [r.name],
        namedOf,
      ),
    )
  }

  /** Names a picture that was kept; said again it is the same. Throws `request.invalid` for a picture that isn't there, `request.too_many`. */
  async name({ mediaId, name }: NamePicture): Promise<NamedPicture> {
    const supplierId = await this.portal.active()
    const key = name.normalize('NFKC').trim().toLowerCase()
    return transaction(async () => {
      await this.partners.lock(supplierId)
      if ((await this.goods.pictures([mediaId])) !== 1) throw unknownReference('mediaId')
      const [there] = await this.pictures.byNames(supplierId, [key])
      if (!there && (await this.pictures.count(supplierId)) >= SUPPLIER_PICTURES_MAX)
        throw new Fault('request.too_many')
      if (there?.media_id !== mediaId) {
        await this.pictures.put(supplierId, key, mediaId)
        record({
          subject: 'Supply',
          id: mediaId,
          name: key,
          before: there ? { mediaId: there.media_id } : null,
          after: { mediaId },
        })
      }
      return namedOf({ name: key, media_id: mediaId })
    })
  }
}

const namedOf = ({ name, media_id }: PictureRow): NamedPicture => ({
  name,
  picture: pictureOf(media_id, name)!,
})
