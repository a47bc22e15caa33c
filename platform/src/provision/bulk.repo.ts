import { db, tenantId } from '../kernel/db.js'

/** Columns and types of what is written in bulk; all tables begin with `tenant_id`. */
const TABLES = {
  suppliers: 'id uuid, code text, name_zh text, name_en text, phone text, created_at timestamptz',
  locations:
    'id uuid, kind text, store_id uuid, supplier_id uuid, name_zh text, name_en text, created_at timestamptz',
  members:
    'id uuid, name text, phone text, wechat_open_id text, created_at timestamptz, updated_at timestamptz',
  media:
    'id uuid, widths bigint[], width bigint, height bigint, alt text, bytes bigint, created_at timestamptz',
  categories:
    'id uuid, parent_id uuid, name_zh text, name_en text, icon_url text, position bigint, created_at timestamptz, updated_at timestamptz',
  products: `id uuid, kind text, state text, name_zh text, name_en text, detail_zh text, detail_en text, brand text, unit_zh text, unit_en text, category_id uuid, supplier_id uuid,
    options jsonb, media_ids uuid[], popularity bigint, assortment text, store_id uuid, cloud_only boolean, published_at timestamptz, created_at timestamptz, updated_at timestamptz`,
  skus: `id uuid, product_id uuid, code text, option_indexes smallint[], position bigint, list_price bigint, unit_size bigint, price_min bigint, price_max bigint, supply_price bigint,
    weight_grams bigint, media_id uuid, bundled boolean, voucher jsonb, created_at timestamptz, updated_at timestamptz`,
  bundle_parts: 'sku_id uuid, part_id uuid, quantity bigint, position bigint',
  barcodes: 'barcode text, sku_id uuid',
  product_terms: 'term text, product_id uuid, first boolean',
  tags: 'id uuid, name_zh text, name_en text, colour text, position bigint, created_at timestamptz, updated_at timestamptz',
  product_tags: 'product_id uuid, tag_id uuid, from_at timestamptz, until_at timestamptz',
  product_values: 'product_id uuid, attribute_id uuid, value text, value_en text, choice_id uuid',
  product_classes: 'classification_id uuid, product_id uuid',
  related_products: 'product_id uuid, reason text, other_id uuid, position bigint',
  presentations: 'product_id uuid, story_zh jsonb, story_en jsonb, updated_at timestamptz',
  product_plans: 'product_id uuid, publish_at timestamptz, person_name text, updated_at timestamptz',
  unit_prices:
    'id uuid, unit_id uuid, sku_id uuid, price bigint, starts_at timestamptz, updated_at timestamptz',
  stock_levels: 'location_id uuid, sku_id uuid, on_hand bigint, safety bigint, updated_at timestamptz',
  stock_movements: `id uuid, location_id uuid, sku_id uuid, kind text, quantity bigint, before bigint, after bigint, ref text, document text, person_id uuid, person_name text, at timestamptz`,
  order_counters: 'store_id uuid, trading_day date, last bigint',
  orders: `id uuid, number text, store_id uuid, member_id uuid, channel text, payment text, status text, fulfilment_kind text, currency text, goods_total bigint, payable bigint, paid bigint,
    quote jsonb, item_count bigint, contact_name text, contact_phone text, device_id uuid, cashier_id uuid, cashier_name text, tender text, cash_received bigint,
    placed_at timestamptz, paid_at timestamptz, completed_at timestamptz, trading_day date`,
  order_lines: `id uuid, order_id uuid, position bigint, sku_id uuid, product_id uuid, supplier_id uuid, store_id uuid, name_zh text, name_en text, option_zh text, option_en text, unit_zh text, unit_en text,
    sku_code text, kind text, media_id uuid, quantity bigint, unit_price bigint, unit_size bigint, list_price bigint, total bigint, supply_amount bigint, trading_day date, sold_at timestamptz`,
  order_timeline:
    'id uuid, order_id uuid, event text, from_state text, to_state text, by_id uuid, by_name text, note text, at timestamptz',
  fulfilments:
    'id uuid, order_id uuid, store_id uuid, kind text, state text, paid_at timestamptz, finished_at timestamptz, created_at timestamptz, updated_at timestamptz',
  verification_codes:
    'id uuid, fulfilment_id uuid, order_id uuid, store_id uuid, code text, state text, created_at timestamptz, used_at timestamptz, used_by uuid, used_by_name text, used_store_id uuid',
  payments: `id uuid, order_id uuid, method text, state text, amount bigint, currency text, out_trade_no text, provider_txn text, created_at timestamptz, paid_at timestamptz, updated_at timestamptz`,
  ledger_transfers:
    'id uuid, debit_account text, credit_account text, amount bigint, currency text, kind text, ref text, order_id uuid, at timestamptz',
  reviews: `id uuid, kind text, line_id uuid, order_id uuid, product_id uuid, store_id uuid, member_id uuid, stars smallint, store_stars smallint, words text, media_ids uuid[], pictures smallint,
    anonymous boolean, state text, reason text, decided_by_name text, decided_at timestamptz, reply text, reply_by_name text, replied_at timestamptz, created_at timestamptz, updated_at timestamptz`,
  review_pictures:
    'id uuid, member_id uuid, line_id uuid, review_id uuid, bytes bigint, created_at timestamptz',
} as const
export type BulkTable = keyof typeof TABLES
export type BulkRow = Record<string, unknown>

const ROWS_A_STATEMENT = 1000

/** Writes rows by the thousand, for filling a new tenant. */
export class BulkRepo {
  /** Adds rows to a table; a row that is there already stops the transaction. */
  async insert(table: BulkTable, rows: readonly BulkRow[]): Promise<void> {
    const typed = TABLES[table]
    const columns = typed
      .split(',')
      .map((column) => column.trim().split(' ')[0])
      .join(', ')
    for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT)
      await db().run(
        `insert into ${table} (tenant_id, ${columns}) select $1::uuid, ${columns} from json_to_recordset($2::json) as r(${typed})`,
        [tenantId(), JSON.stringify(rows.slice(i, i + ROWS_A_STATEMENT))],
      )
  }

  /** Whether the tenant has been filled: its settings are written in the same transaction as everything else. */
  async isFilled(): Promise<boolean> {
    return (await db().one('select 1 from tenant_settings where tenant_id = $1', [tenantId()])) !== undefined
  }
}
