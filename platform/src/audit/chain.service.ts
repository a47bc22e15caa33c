import { createHash, createHmac } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { AuditChain, AuditCheck } from '@storeweave/contract'
import { clock, tradingDayOf } from '../kernel/clock.js'
import { tenantId, transaction } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { installationKeys } from '../kernel/keys.js'
import { log } from '../kernel/log.js'
import { TenancyService } from '../tenancy/index.js'
import { ChainRepo, type CheckRow, type SealedRow, type SealRow } from './chain.repo.js'

type Break = Pick<AuditCheck, 'problem' | 'brokenSeal' | 'brokenEntryId'>

/** Entries in one seal, unless one transaction wrote more. */
const ENTRIES_MAX = 1000
const SEALS_A_READ = 20
/** An entry is written right before its commit; one that claims to be older than this was slipped in. */
const LATE_MS = 10 * 60_000
/** Entries older than this may have been let go, whole seals at a time. */
const KEEP_MS = 180 * 86_400_000

/** Seals the audit log as a chain of hashes, and recomputes it. */
@Injectable()
export class ChainService {
  constructor(
    private readonly chain: ChainRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /**
   * Seals all entries of ended transactions; answers how many. Writers never wait for it: it goes by transaction
   * numbers, up to the oldest that still runs, so that an entry that commits late falls into a later seal.
   */
  async seal(): Promise<number> {
    const { timeZone } = await this.tenancy.settings()
    let sealed = 0
    for (;;) {
      const made = await transaction(() => this.sealOnce(timeZone))
      if (!made) return sealed
      sealed += made.rows.length
      log().info({ seal: made.seq, head: made.hash }, 'audit log sealed')
    }
  }

  private async sealOnce(timeZone: string): Promise<SealRow | undefined> {
    const last = await this.chain.last()
    const from = last?.to_tx ?? 0
    const horizon = await this.chain.horizon()
    if (horizon < from)
      throw new Error('the database counts transactions anew: set its counter above the last seal first')
    const { rows, to } = await this.stretch(from, horizon)
    if (!rows.length) return undefined
    const now = clock.now()
    const seal = {
      seq: (last?.seq ?? 0) + 1,
      day: tradingDayOf(now, timeZone),
      from_tx: from,
      to_tx: to,
      rows: rows.map(fingerprint),
      previous: last?.hash ?? '',
      sealed_at: now.toISOString(),
    }
    const whole = { ...seal, hash: hashOf(seal) }
    return (await this.chain.insert(whole)) ? whole : undefined
  }

  /** The next entries and the transaction the seal ends before; a transaction is never split. */
  private async stretch(from: number, horizon: number): Promise<{ rows: SealedRow[]; to: number }> {
    const rows = await this.chain.between(from, horizon, ENTRIES_MAX + 1)
    if (rows.length <= ENTRIES_MAX) return { rows, to: horizon }
    const cut = rows.at(-1)!.tx
    const whole = rows.filter((r) => r.tx < cut)
    if (whole.length) return { rows: whole, to: cut }
    return { rows: await this.chain.between(from, cut + 1, Number.MAX_SAFE_INTEGER), to: cut + 1 }
  }

  /** Recomputes the whole chain and what isn't sealed yet; names the first entry that is wrong, and notes the result. */
  async check(): Promise<AuditCheck> {
    const highest = await transaction(() => this.chain.highest())
    let previous: SealRow | undefined
    let entries = 0
    let broken: Break | undefined
    while (!broken) {
      const { seq } = previous ?? { seq: 0 }
      const seals = await transaction(() => this.chain.seals(seq, SEALS_A_READ))
      for (const seal of seals) {
        const found = await transaction(() => this.chain.between(seal.from_tx, seal.to_tx, 1_000_000))
        broken = problemOf(seal, previous, found)
        if (broken) break
        entries += found.length
        previous = seal
      }
      if (seals.length < SEALS_A_READ) break
    }
    if (!broken && (previous?.seq ?? 0) < highest) broken = at('seal_missing', (previous?.seq ?? 0) + 1)
    broken ??= await this.backdated(previous)
    return this.note({
      at: clock.now().toISOString(),
      seals: previous?.seq ?? 0,
      entries,
      problem: '',
      brokenSeal: null,
      brokenEntryId: null,
      ...broken,
    })
  }

  /** How far the log is sealed, and the last check. */
  status(): Promise<AuditChain> {
    return transaction(async () => {
      const last = await this.chain.last()
      const check = await this.chain.lastCheck()
      return {
        seals: last?.seq ?? 0,
        head: last?.hash ?? '',
        sealedAt: last?.sealed_at ?? null,
        waiting: await this.chain.waiting(last?.to_tx ?? 0),
        lastCheck: check ? toCheck(check) : null,
      }
    })
  }

  /** Among what waits for its seal nothing may claim to be from before the last one. */
  private async backdated(last: SealRow | undefined): Promise<Break | undefined> {
    if (!last) return undefined
    const waiting = await transaction(() =>
      this.chain.between(last.to_tx, Number.MAX_SAFE_INTEGER, 10 * ENTRIES_MAX),
    )
    const late = waiting.find((r) => isOlder(r, last))
    return late && at('backdated', null, late.id)
  }

  private async note(check: AuditCheck): Promise<AuditCheck> {
    await transaction(() =>
      this.chain.note(newId(), {
        at: check.at,
        through: check.seals,
        entries: check.entries,
        broken_seal: check.brokenSeal,
        broken_entry: check.brokenEntryId,
        problem: check.problem,
      }),
    )
    return check
  }
}

const at = (problem: Break['problem'], seal: number | null, entry: string | null = null): Break => ({
  problem,
  brokenSeal: seal,
  brokenEntryId: entry,
})

/** What is wrong with a seal: with itself, its place in the chain, or the entries it stands for. */
function problemOf(seal: SealRow, previous: SealRow | undefined, found: SealedRow[]): Break | undefined {
  if (seal.seq !== (previous?.seq ?? 0) + 1) return at('seal_missing', (previous?.seq ?? 0) + 1)
  if (
    seal.hash !== hashOf(seal) ||
    seal.previous !== (previous?.hash ?? '') ||
    seal.from_tx !== (previous?.to_tx ?? 0)
  )
    return at('seal_changed', seal.seq)
  if (!found.length && clock.now().getTime() - Date.parse(seal.sealed_at) > KEEP_MS) return undefined
  const there = new Map(found.map((r) => [r.id, r]))
  for (const row of seal.rows) {
    const id = row.slice(0, row.indexOf(':'))
    const entry = there.get(id)
    if (!entry) return at('entry_missing', seal.seq, id)
    if (fingerprint(entry) !== row) return at('entry_changed', seal.seq, id)
    if (previous && isOlder(entry, previous)) return at('backdated', seal.seq, id)
    there.delete(id)
  }
  const [added] = there.keys()
  return added === undefined ? undefined : at('entry_added', seal.seq, added)
}

const isOlder = (row: SealedRow, seal: SealRow) => row.at_us / 1000 < Date.parse(seal.sealed_at) - LATE_MS

const fingerprint = (r: SealedRow): string =>
  `${r.id}:${createHash('sha256')
    .update(JSON.stringify([r.id, r.tx, r.at_us, r.content]))
    .digest('base64url')}`

/** Keyed, so that who holds the database alone cannot make another chain that fits; the key lies with the installation. */
const hashOf = (s: Omit<SealRow, 'hash'>): string =>
  createHmac('sha256', installationKeys().audit)
    .update(JSON.stringify([tenantId(), s.seq, s.day, s.from_tx, s.to_tx, s.rows, s.previous, s.sealed_at]))
    .digest('hex')

const toCheck = (c: CheckRow): AuditCheck => ({
  at: c.at,
  seals: c.through,
  entries: c.entries,
  problem: c.problem as AuditCheck['problem'],
  brokenSeal: c.broken_seal,
  brokenEntryId: c.broken_entry,
})
