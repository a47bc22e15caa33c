import { z } from 'zod'
import { Id, MinorAmount, Words } from './shape.js'

/** What happens to prices that lie outside the bounds of where a store or region goes: it stays, they are brought inside, or they wait on the desk unsold. */
export const MoveWay = z.enum(['refuse', 'clamp', 'desk'])
export type MoveWay = z.infer<typeof MoveWay>
export const OnMove = z.object({ prices: MoveWay.default('refuse') })
export type OnMove = z.infer<typeof OnMove>
export const PreviewMove = z.strictObject({ parentId: Id }).meta({ id: 'PreviewMove' })
export type PreviewMove = z.infer<typeof PreviewMove>
/** The first prices that would lie outside, with the bound and where they would be brought to, and how many there are. */
export const MoveAnswer = z
  .object({
    count: z.int(),
    conflicts: z.array(
      z.object({
        skuId: Id,
        unitId: Id,
        unitName: Words(60),
        price: MinorAmount,
        priceMin: MinorAmount.nullable(),
        priceMax: MinorAmount.nullable(),
        clampedTo: MinorAmount,
      }),
    ),
  })
  .meta({ id: 'MoveAnswer' })
export type MoveAnswer = z.infer<typeof MoveAnswer>
