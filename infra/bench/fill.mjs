// The goods, stores and orders of the measured houses: the same rows in every run, written in bulk by the owner.
import { CATALOGUE, IDS, ORDERS, ORG } from './fill.sql.mjs'

/** Ids of the filled rows: `kind` names the table, `n` counts from 1. They repeat from tenant to tenant. */
const KINDS = { region: 1, store: 2, category: 3, media: 4, product: 5, sku: 6, order: 7 }
export const idOf = (kind, n) =>
  `${KINDS[kind].toString(16).padStart(8, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
export const barcodeOf = (sku) => `69${String(sku).padStart(11, '0')}`

/** A neighbour's house: big enough to be in the way, small enough to load a thousand of them. */
const NEIGHBOUR = { stores: 2, skus: 60, orders: 40 }

/**
 * Fills the measured tenant and its neighbours, who are made here, too. Foreign keys are not checked meanwhile (an
 * administrator may say so), every other rule of the tables is.
 */
export async function fill(admin, { tenantId, size, log }) {
  log(
    `filling: ${size.tenants} tenants; the measured one has ${size.stores} stores, ${size.skus} SKUs, ${size.orders} orders`,
  )
  await admin.query('set search_path = storeweave; set session_replication_role = replica')
  await admin.query(IDS)
  await write(admin, [tenantId], size)
  const { rows } = await admin.query(
    `insert into tenants (id, slug) select bench.id(9, n), 'neighbour' || n from generate_series(2, $1::int) n
     on conflict do nothing returning id`,
    [size.tenants],
  )
  const neighbours = rows.map((row) => row.id)
  await admin.query(
    `insert into tenant_settings (tenant_id, name_zh, updated_at) select t, '邻居', now() from unnest($1::uuid[]) t`,
    [neighbours],
  )
  await admin.query(
    `insert into org_units (tenant_id, id, kind, code, name_zh, created_at, updated_at)
     select t, bench.id(1, 0), 'hq', 'HQ', '总部', now(), now() from unnest($1::uuid[]) t`,
    [neighbours],
  )
  if (neighbours.length) await write(admin, neighbours, NEIGHBOUR)
  await admin.query('set session_replication_role = origin')
  await admin.query('vacuum (analyze)')
  // what the filling left to be written is no cost of what is measured next
  await admin.query('checkpoint')
}

async function write(admin, tenants, size) {
  for (const sql of [...ORG, ...CATALOGUE, ...ORDERS]) {
    const text = sql.replace(/(?<!:):(stores|skus|orders)\b/g, (_, name) => String(size[name]))
    await admin.query(text, [tenants])
  }
}
