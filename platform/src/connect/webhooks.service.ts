import { Injectable } from '@nestjs/common'
import type {
  ChangeSecret,
  CreateWebhook,
  ListWebhooks,
  NewWebhook,
  UpdateWebhook,
  Webhook,
  WebhookHealth,
  WebhookPage,
} from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { mayCall } from '../kernel/outbound.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { seal } from '../kernel/secret.js'
import { newSecret } from './signature.js'
import { WebhooksRepo, type WebhookRow } from './webhooks.repo.js'

/** Webhooks a brand may have at most. */
const WEBHOOKS_MAX = 20
/** How long the former secret signs beside a new one. */
const OVERLAP_MS = 24 * 3_600_000

/** A brand's webhooks: where they lead, what they hear, by which secret their receivers know them. */
@Injectable()
export class WebhooksService {
  constructor(private readonly webhooks: WebhooksRepo) {}

  /** A page of webhooks, the newest first; none of their secrets. */
  list(q: ListWebhooks): Promise<WebhookPage> {
    const after = keysOf(q.cursor, 'instant', 'id')
    return reading(async () =>
      pageOf(await this.webhooks.list(q, after), q.limit, (r) => [r.created_at, r.id], toWebhook),
    )
  }
  one(id: string): Promise<Webhook> {
    return reading(async () => toWebhook(found(await this.webhooks.byId(id))))
  }
  /** How many HQ should look at. */
  async health(): Promise<WebhookHealth> {
    const { switched_off: switchedOff, failing } = await reading(() => this.webhooks.health())
    return { switchedOff, failing }
  }

  /**
   * Makes a webhook and shows its secret, the only time. Throws `connect.address_refused`, `connect.host_unknown`,
   * `connect.place_invalid`, `connect.too_many`, and `connect.made_already` for an id that is taken.
   */
  async create(body: CreateWebhook): Promise<NewWebhook> {
    const url = await callable(body.url)
    const secret = newSecret()
    return transaction(async () => {
      await this.mustBePlace(body)
      if ((await this.webhooks.count()) >= WEBHOOKS_MAX)
        throw new Fault('connect.too_many', { most: WEBHOOKS_MAX })
      const row = { ...body, url, events: [...new Set(body.events)], sealedSecret: seal(secret) }
      if (!(await this.webhooks.insert(row))) throw new Fault('connect.made_already')
      const webhook = toWebhook(found(await this.webhooks.byId(body.id)))
      record({ ...about(webhook), after: factsOf(webhook) })
      return { secret, webhook }
    })
  }

  /**
   * Changes a webhook, switches it off or on again. Throws as `create` does, `access.not_found`, and
   * `connect.version_stale` when somebody else was first.
   */
  async update(id: string, body: UpdateWebhook): Promise<Webhook> {
    const before = await this.one(id)
    // an address that stands need not be asked for again: its host may be away just now
    const url = body.url === before.url ? before.url : await callable(body.url)
    return transaction(async () => {
      const was = toWebhook(found(await this.webhooks.byId(id)))
      await this.mustBePlace(body)
      if (!(await this.webhooks.update(id, { ...body, url, events: [...new Set(body.events)] })))
        throw new Fault('connect.version_stale')
      const webhook = toWebhook(found(await this.webhooks.byId(id)))
      record({ ...about(webhook), before: factsOf(was), after: factsOf(webhook) })
      return webhook
    })
  }

  /** Changes the secret and shows the new one, the only time. Throws `connect.version_stale` for a second try of one change. */
  async changeSecret(id: string, { version, endFormer }: ChangeSecret): Promise<NewWebhook> {
    const secret = newSecret()
    const until = endFormer ? null : new Date(clock.now().getTime() + OVERLAP_MS)
    return transaction(async () => {
      found(await this.webhooks.byId(id))
      if (!(await this.webhooks.changeSecret(id, version, seal(secret), until)))
        throw new Fault('connect.version_stale')
      const webhook = toWebhook(found(await this.webhooks.byId(id)))
      record({ ...about(webhook), note: 'secret changed', after: { formerUntil: webhook.oldSecretUntil } })
      return { secret, webhook }
    })
  }

  /** Takes a webhook away: nothing is sent to it from now on. */
  async remove(id: string): Promise<void> {
    await transaction(async () => {
      const webhook = toWebhook(found(await this.webhooks.byId(id)))
      await this.webhooks.remove(id)
      record({ ...about(webhook), before: factsOf(webhook) })
    })
  }

  private async mustBePlace({ scopeKind, scopeId }: Pick<CreateWebhook, 'scopeKind' | 'scopeId'>) {
    const fits =
      scopeKind === 'hq'
        ? scopeId === undefined
        : scopeId !== undefined && (await this.webhooks.placeExists(scopeKind, scopeId))
    if (!fits) throw new Fault('connect.place_invalid')
  }
}

/** The address as it will be called. Asks the name servers, so never inside a transaction. */
async function callable(text: string): Promise<string> {
  if (!URL.canParse(text)) throw new Fault('connect.address_refused')
  const url = new URL(text)
  url.hash = ''
  const answer = url.href.length > 500 ? 'refused' : await mayCall(url.href)
  if (answer === 'refused') throw new Fault('connect.address_refused')
  if (answer === 'unknown') throw new Fault('connect.host_unknown', { host: url.hostname })
  return url.href
}

const about = ({ id, url }: Webhook) => ({ subject: 'Webhook' as const, id, name: new URL(url).host })
const factsOf = ({ url, description, events, scopeKind, scopeId, state }: Webhook) => ({
  url,
  description,
  events,
  scopeKind,
  scopeId,
  state,
})

function toWebhook(r: WebhookRow): Webhook {
  const oldStands = r.old_secret_until !== null && new Date(r.old_secret_until) > clock.now()
  return {
    id: r.id,
    url: r.url,
    description: r.description,
    events: r.events,
    scopeKind: r.scope_kind,
    scopeId: r.scope_id,
    scopeName: { zh: r.scope_zh, en: r.scope_en },
    state: r.state,
    createdAt: r.created_at,
    lastSuccessAt: r.last_success_at,
    failingSince: r.failing_since,
    oldSecretUntil: oldStands ? r.old_secret_until : null,
    recent: { tried: r.tried, delivered: r.delivered },
    version: r.version,
  }
}
