import { z } from 'zod'
import { Media } from './catalog.js'
import { Flag, Id, line, page, PageQuery } from './shape.js'
import { Import, ImportState } from './sheets.js'

/** A supplier's goods as a sheet, the raw body; `send` sends them in as they are written. */
export const UploadGoods = z.object({ id: Id, name: line(120), send: Flag.optional() })
export type UploadGoods = z.infer<typeof UploadGoods>
/** A sheet of goods that a supplier brought: an import of its own. */
export const GoodsSheet = Import.omit({ kind: true }).extend({ send: z.boolean() }).meta({ id: 'GoodsSheet' })
export type GoodsSheet = z.infer<typeof GoodsSheet>
export const GoodsSheetPage = page(GoodsSheet).meta({ id: 'GoodsSheetPage' })
export const ListGoodsSheets = PageQuery.extend({ state: ImportState.optional() })
export type ListGoodsSheets = z.infer<typeof ListGoodsSheets>

/** Pictures of one supplier that sheets may name. */
export const SUPPLIER_PICTURES_MAX = 5_000
/** A name for a picture that was kept; the same name again points to the newer picture. */
export const NamePicture = z.strictObject({ mediaId: Id, name: line(120) }).meta({ id: 'NamePicture' })
export type NamePicture = z.infer<typeof NamePicture>
export const NamedPicture = z.object({ name: z.string(), picture: Media }).meta({ id: 'NamedPicture' })
export type NamedPicture = z.infer<typeof NamedPicture>
export const NamedPicturePage = page(NamedPicture).meta({ id: 'NamedPicturePage' })
