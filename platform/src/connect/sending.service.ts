import { Injectable } from '@nestjs/common'
import { webhookWait } from '@storeweave/rules/connect'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { log } from '../kernel/log.js'
import { counter } from '../kernel/metrics.js'
import { callOut, failureOf, resolveApart, type OutboundAnswer } from '../kernel/outbound.js'
import { unseal } from '../kernel/secret.js'
import { signedHeaders } from './signature.js'
import { SendingRepo, type Claimed, type Next, type Tried } from './sending.repo.js'

const TIMEOUT_MS = 10_000
const EXCERPT_BYTES = 2_048
const GONE = 410

/** What every delivery says of itself, besides its id, time and signatures. */
export const fixedHeaders = { 'content-type': 'application/json', 'user-agent': 'Storeweave-Webhooks/1' }

const outcomes = counter('webhook_tries_total', 'Tries to deliver to webhooks, by what came of them', [
  'outcome',
])

/** Sends one delivery that was taken, and writes what came of it. */
@Injectable()
export class SendingService {
  constructor(private readonly sending: SendingRepo) {}

  /**
   * One try. Never throws for what the receiver does; nothing is sent inside a transaction. Answers for how many seconds
   * it is left alone: 0 when it may be tried again.
   */
  async send(claimed: Claimed): Promise<number> {
    const at = clock.now()
    const begun = performance.now()
    const took = () => Math.round(performance.now() - begun)
    try {
      const { status, bytes } = await this.call(claimed, at)
      await this.tried(claimed, { at, tookMs: took(), status, fault: null, excerpt: printable(bytes) })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      if (error.code === 'server.provider_down') return this.held(claimed, Number(error.args['seconds']))
      const fault = failureOf(error)
      await this.tried(claimed, { at, tookMs: took(), status: null, fault, excerpt: '' })
    }
    return 0
  }

  private call(claimed: Claimed, at: Date): Promise<OutboundAnswer> {
    const { url, body, event_id: id, old_secret: old, old_secret_until: until } = claimed
    const secrets = [unseal<string>(claimed.secret)]
    if (old && until && new Date(until) > at) secrets.push(unseal<string>(old))
    return callOut(url, {
      method: 'POST',
      headers: { ...fixedHeaders, ...signedHeaders({ id, at, body }, secrets) },
      body,
      timeoutMs: TIMEOUT_MS,
      excerptBytes: EXCERPT_BYTES,
      // many webhooks may lead to one gateway: the one behind it that fails holds back none but itself
      apart: { label: 'webhooks', circuit: claimed.webhook_id },
      resolve: resolveApart,
    })
  }

  /** The webhook has failed again and again and is left alone for a while: nothing was sent, so no try is counted. */
  private async held(claimed: Claimed, seconds: number): Promise<number> {
    outcomes.inc({ outcome: 'held' })
    await transaction(() => this.sending.postpone(claimed, inSeconds(seconds + Math.random())))
    return seconds
  }

  private async tried(claimed: Claimed, tried: Tried): Promise<void> {
    const arrived = tried.status !== null && tried.status >= 200 && tried.status < 300
    const next = arrived ? ({ state: 'delivered' } as const) : nextOf(claimed, tried)
    await transaction(async () => {
      if (!(await this.sending.end(claimed, next))) return
      await this.sending.note(claimed, tried)
      if (arrived) await this.sending.wentWell(claimed.webhook_id)
      else await this.failed(claimed, tried)
    })
    outcomes.inc({ outcome: next.state === 'waiting' ? 'retried' : next.state })
    log().debug({ delivery: claimed.id, status: tried.status, fault: tried.fault }, 'webhook tried')
  }

  private async failed({ webhook_id: id }: Claimed, { status }: Tried): Promise<void> {
    await this.sending.wentBadly(id)
    const state = status === GONE ? 'gone' : 'failing'
    const url = await this.sending.switchOff(id, state)
    if (!url) return
    const name = new URL(url).host
    record({
      subject: 'Webhook',
      id,
      name,
      permission: 'Webhook:manage',
      before: { state: 'on' },
      after: { state },
    })
    log().warn({ webhook: id, host: name, state }, 'webhook switched off')
  }
}

const inSeconds = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000)

function nextOf({ tries, fresh_from: from, give_up_at: until }: Claimed, { status }: Tried): Next {
  const at = inSeconds(webhookWait(tries + 1 - from, Math.random()))
  return status === GONE || at > new Date(until) ? { state: 'failed' } : { state: 'waiting', at }
}

/** What a receiver answered, as a person may look at it; PostgreSQL keeps no NUL. */
const printable = (bytes: Buffer): string =>
  // eslint-disable-next-line no-control-regex -- whatever a stranger sends is made harmless here
  bytes.toString('utf8').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '·')
