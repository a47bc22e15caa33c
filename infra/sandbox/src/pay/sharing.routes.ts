import type { Router, Request, Response } from 'express'
import type { Account } from '../keys.js'
import type { World } from '../world.js'
import {
  addReceiver,
  amountsOf,
  finishReturn,
  finishShare,
  giveBack,
  returnNamed,
  returnView,
  share,
  shareNamed,
  shareView,
  unfreeze,
} from './sharing.js'
import { objectOf } from './shapes.js'

interface Ask {
  account: Account
  req: Request
  body: string
  query: URLSearchParams
}
type Serve = (
  endpoint: (ask: Ask) => { json: unknown; then?: () => void },
) => (req: Request, res: Response) => void

/** Profit sharing (分账): what is asked about moves on before it is answered, so that a slow one ends when asked again. */
export function sharingRoutes(router: Router, world: World, serve: Serve): void {
  const at = (path: string) => `/v3/profitsharing${path}`
  router.post(
    at('/receivers/add'),
    serve(({ account, body }) => ({ json: addReceiver(world, account, objectOf(body)) })),
  )
  for (const [path, make] of [
    ['/orders', share],
    ['/orders/unfreeze', unfreeze],
  ] as const)
    router.post(
      at(path),
      serve(({ account, body }) => {
        const made = make(world, account, objectOf(body))
        const json = shareView(made)
        return { json, then: () => finishShare(world, made) }
      }),
    )
  router.get(
    at('/orders/:number'),
    serve(({ account, req, query }) => {
      const made = shareNamed(world, account, String(req.params.number), query)
      finishShare(world, made)
      return { json: shareView(made) }
    }),
  )
  router.post(
    at('/return-orders'),
    serve(({ account, body }) => {
      const made = giveBack(world, account, objectOf(body))
      const json = returnView(made)
      return { json, then: () => finishReturn(world, made) }
    }),
  )
  router.get(
    at('/return-orders/:number'),
    serve(({ account, req, query }) => {
      const made = returnNamed(world, account, String(req.params.number), query)
      finishReturn(world, made)
      return { json: returnView(made) }
    }),
  )
  router.get(
    at('/transactions/:number/amounts'),
    serve(({ account, req }) => ({ json: amountsOf(world, account, String(req.params.number)) })),
  )
}
