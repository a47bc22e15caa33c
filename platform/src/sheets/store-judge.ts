import { isDeepStrictEqual } from 'node:util'
import { Injectable } from '@nestjs/common'
import type { Locale, Store, UpdateStore } from '@storeweave/contract'
import { hoursText } from '@storeweave/rules/sheets'
import { scope } from '../kernel/scope.js'
import { newId } from '../kernel/id.js'
import { BulkStoreService, type BulkStore } from '../org/index.js'
import { byKey, faultAt, readCells, type KeptFault, type KeptRow } from './kept-rows.js'
import { LIST_MARK, STORE_WORDS, storeColumns, type StoreLine } from './store-columns.js'
import { noCounts, refusalOf, type Judge, type KeptSample, type Verdict } from './verdict.js'

/** The fields of a store that a sheet writes, and their columns. */
const CELLS = {
  name: 'store_name',
  regionId: 'region',
  kind: 'store_kind',
  status: 'status',
  address: 'address',
  phone: 'phone',
  lat: 'lat',
  lng: 'lng',
  hours: 'hours',
  services: 'services',
  areaSquareMetres: 'area',
  managerName: 'manager',
  preparationMinutes: 'preparation',
} as const
type Field = keyof typeof CELLS
const FIELDS = Object.keys(CELLS) as Field[]
const COLUMNS = byKey(storeColumns)
/** What a new store needs to be said of it. */
const NEEDED = ['store_name', 'region', 'address', 'lat', 'lng']
const NEW: Omit<Store, 'id' | 'code' | 'regionId' | 'address' | 'lat' | 'lng' | 'name'> = {
  kind: 'store',
  status: 'preparing',
  phone: '',
  hours: [],
  services: [],
  areaSquareMetres: 0,
  managerName: '',
  photoUrls: [],
  preparationMinutes: 30,
  timeZone: '',
  regionName: { zh: '', en: '' },
  createdAt: '',
}

interface Known extends BulkStore {
  kept: KeptRow
}

/** Judges sheets of stores: new codes become stores in preparation. */
@Injectable()
export class StoreJudge implements Judge {
  readonly needs = ['Store:update', 'Store:create'] as const
  constructor(private readonly stores: BulkStoreService) {}

  async judge(rows: readonly KeptRow[], columns: readonly string[], lock: boolean): Promise<Verdict> {
    const regions = await this.stores.regions()
    const faults: KeptFault[] = []
    const known = await this.read(rows, columns, new Map(regions.map((r) => [r.code, r.id])), lock, faults)
    const changing = known.filter((k) => !k.before || Object.keys(k.changes).length)
    const refused = await this.stores.against(changing)
    const clean = changing.filter(({ kept, code: of }) => {
      for (const { field, fault } of refused.get(of) ?? []) {
        const { code, args } = refusalOf(fault)
        const cell = field ? (CELLS[field as Field] ?? '') : 'store'
        faults.push(faultAt(kept, columns, cell, code, args))
      }
      return !refused.has(of)
    })
    const counts = noCounts()
    counts.fresh = clean.filter((k) => !k.before).length
    counts.changed = clean.length - counts.fresh
    counts.same = known.length - changing.length
    counts.faulty = rows.length - clean.length - counts.same
    const codes = new Map(regions.map((r) => [r.id, r.code]))
    return {
      counts,
      faults,
      samples: clean.map((k) => sampleOf(k, codes)),
      ...(clean.length ? { save: () => this.stores.save(clean) } : {}),
    }
  }

  private async read(
    rows: readonly KeptRow[],
    columns: readonly string[],
    regions: ReadonlyMap<string, string>,
    lock: boolean,
    faults: KeptFault[],
  ): Promise<Known[]> {
    const lines = rows.flatMap((kept) => {
      const line: StoreLine = {}
      const wrong = kept.faulted ? [] : readCells(kept, columns, COLUMNS, line, { regions })
      faults.push(...wrong)
      return wrong.length || kept.faulted ? [] : [{ kept, line }]
    })
    const there = await this.stores.byCodes(
      lines.map(({ line }) => line.code!),
      lock,
    )
    const byCode = new Map(there.map((s) => [s.code, s]))
    return lines.flatMap(({ kept, line }) => {
      const before = byCode.get(line.code!)
      const lacking = before ? [] : lackingOf(kept, columns, line, regions)
      faults.push(...lacking)
      return lacking.length ? [] : [{ kept, ...merged(line, before) }]
    })
  }
}

/** What a row of a new store doesn't say, or may not. */
function lackingOf(
  kept: KeptRow,
  columns: readonly string[],
  line: StoreLine,
  regions: ReadonlyMap<string, string>,
): KeptFault[] {
  // a code is one of the whole tree
  if (regions.has(line.code!)) return [faultAt(kept, columns, 'store', 'code_taken')]
  const said: Record<string, unknown> = {
    store_name: line.nameZh,
    region: line.regionId,
    address: line.address,
    lat: line.lat,
    lng: line.lng,
  }
  const faults = NEEDED.filter((cell) => said[cell] === undefined).map((cell) =>
    faultAt(kept, columns, cell, 'required'),
  )
  if (line.status && line.status !== 'preparing')
    faults.push(faultAt(kept, columns, 'status', 'store_opens_later'))
  return faults
}

/** Lays a row over its store, or makes a new one of it. */
function merged(line: StoreLine, before: Store | undefined): BulkStore {
  const { code, nameZh, nameEn, ...said } = line
  const old = before?.name ?? { zh: '', en: '' }
  const base = before ?? {
    ...NEW,
    id: newId(),
    code: code!,
    regionId: '',
    address: '',
    lat: 0,
    lng: 0,
    name: old,
  }
  const after: Store = { ...base, ...said, name: { zh: nameZh ?? old.zh, en: nameEn ?? old.en } }
  // hours that say the same in another order are the same
  if (before && hoursText(before.hours, 'en') === hoursText(after.hours, 'en')) after.hours = before.hours
  if (before && sameSet(before.services, after.services)) after.services = before.services
  const changes = before
    ? Object.fromEntries(
        FIELDS.filter((f) => !isDeepStrictEqual(before[f], after[f])).map((f) => [f, after[f]]),
      )
    : {}
  return {
    id: after.id,
    code: after.code,
    after,
    changes: changes as UpdateStore,
    ...(before ? { before } : {}),
  }
}
const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((x) => b.includes(x))

function sampleOf({ kept, before, after, changes }: Known, regions: ReadonlyMap<string, string>): KeptSample {
  const { locale } = scope()
  return {
    row: kept.row,
    name: after.name.zh,
    productId: null,
    fresh: !before,
    changes: before
      ? (Object.keys(changes) as Field[]).map((field) => ({
          cell: CELLS[field],
          sku: '',
          before: cellText(before, field, locale, regions),
          after: cellText(after, field, locale, regions),
        }))
      : [],
  }
}

/** A field of a store as a sheet says it. */
export function cellText(
  store: Store,
  field: Field,
  locale: Locale,
  regions: ReadonlyMap<string, string>,
): string {
  switch (field) {
    case 'name':
      return [store.name.zh, store.name.en].filter(Boolean).join(' / ')
    case 'regionId':
      return regions.get(store.regionId) ?? ''
    case 'kind':
      return STORE_WORDS.kind[store.kind][locale]
    case 'status':
      return STORE_WORDS.status[store.status][locale]
    case 'hours':
      return hoursText(store.hours, locale)
    case 'services':
      return store.services.map((one) => STORE_WORDS.services[one][locale]).join(LIST_MARK[locale])
    default:
      return String(store[field])
  }
}
