import { Controller, Get, Res } from '@nestjs/common'
import { catalogueEvents, type LiveHint } from '@storeweave/contract'
import type { Response } from 'express'
import { Can } from '../kernel/access.js'
import { reachOf } from '../kernel/ability.js'
import { Raw } from '../kernel/http.js'
import { liveFeed } from '../kernel/live.js'
import { scope, type Principal } from '../kernel/scope.js'
import { principalOf } from '../kernel/staff.js'

const BEAT_MS = 15_000
/** With the 3 s that rights are kept (kernel/staff.ts): a right that ended ends its stream within 5 s. */
const RECHECK_MS = 1_500

/** Of what happened in no store in particular: what all tills look for. */
const ofAll: ReadonlySet<string> = new Set(catalogueEvents)

@Controller('live')
export class LiveController {
  /** Streams hints until the client leaves, its sign-in ends, or hints may have been missed: it comes back and reads anew. */
  @Get()
  @Can('read', 'Live')
  @Raw('text/event-stream of LiveHint')
  stream(@Res() res: Response): void {
    const { tenant, who } = scope()
    let reach = reachOf(who.ability, 'read', 'Order')
    let hears = ofSuppliers(who)
    const send = (hint: LiveHint) => {
      const isHeard = hint.supplierId
        ? hears(hint.supplierId)
        : reach === 'all' ||
          (hint.storeId ? reach.includes(hint.storeId) : reach.length && ofAll.has(hint.name))
      if (isHeard) res.write(`id: ${hint.id}\nevent: ${hint.name}\ndata: ${JSON.stringify(hint)}\n\n`)
    }
    const leave = liveFeed.subscribe(tenant.id, { heard: send, missed: () => res.end() })
    res.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    })
    res.write('retry: 2000\n: open\n\n')
    const beat = setInterval(() => res.write(': beat\n\n'), BEAT_MS)
    // a stream outlives its token: rights are looked up again, and an ended sign-in ends the stream
    const recheck = setInterval(
      () =>
        void fresh(tenant.id, who).then((now) => {
          if (!now?.ability.can('read', 'Live')) return void res.end()
          reach = reachOf(now.ability, 'read', 'Order')
          hears = ofSuppliers(now)
        }),
      RECHECK_MS,
    )
    res.once('close', () => {
      leave()
      clearInterval(beat)
      clearInterval(recheck)
    })
  }
}

/** Whose suppliers' affairs somebody hears of: all of them, one's own, or none. */
const ofSuppliers =
  (who: Principal) =>
  (supplierId: string): boolean =>
    who.ability.can('read', 'Supplier') || (who.kind === 'staff' && who.supplierId === supplierId)

const fresh = (tenant: string, who: Principal): Promise<Principal | undefined> =>
  'sessionId' in who
    ? principalOf(who.kind, tenant, who.id, who.sessionId).catch(() => undefined)
    : Promise.resolve(undefined)
