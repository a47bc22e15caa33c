import { Inject, Injectable } from '@nestjs/common'
import {
  errorText,
  LABELS_MAX,
  type LabelPreview,
  type LabelPrint,
  type LabelTarget,
  type PreviewLabels,
  type PrintLabels,
} from '@storeweave/contract'
import { encode } from 'uqr'
import type { Readable } from 'node:stream'
import { FILES, type FileStore } from '../catalog/index.js'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { reading, tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { enqueue } from '../kernel/jobs.js'
import { scope } from '../kernel/scope.js'
import { TenancyService } from '../tenancy/index.js'
import { LabelCodesRepo } from './label-codes.repo.js'
import { captionOf, labelOf, printedText } from './label-words.js'
import { LabelsRepo, type GoodsRow, type PrintRow } from './labels.repo.js'
import { paperOf, sheetMarks, type Label } from './layout.js'

/** Prints of a brand that may be under way at the same time. */
const UNDER_WAY_MAX = 10
/** A code of the same length as a real one, for what is only looked at. */
const NO_CODE = '0'.repeat(12)
/** The storefront's page that a label opens, as the mini program and browsers call it. */
export const LABEL_PAGE = 'pkg-catalog/label/label'

/** Asks the worker to go on with a print, once the running transaction is committed. */
export const askForPrint = (printId: string, at: Date | null = null): Promise<void> =>
  enqueue('print_labels', { printId }, `labels:${printId}`, at)

/** Where the file of a print lies. */
export const fileOf = (printId: string): string => `${tenantId()}/labels/${printId}.pdf`

/** The QR code that opens a label's goods in a browser. */
export const webCode = (origin: string, code: string): string[] =>
  encode(`${origin}/h5/${LABEL_PAGE}?scene=${code}`, { ecc: 'M', border: 0 }).data.map((row) =>
    row.map((dark) => (dark ? '1' : '0')).join(''),
  )

/** Shelf labels as people ask for them. */
@Injectable()
export class LabelsService {
  constructor(
    @Inject(FILES) private readonly files: FileStore,
    private readonly labels: LabelsRepo,
    private readonly codes: LabelCodesRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /**
   * The first sheet as it would be printed now; no code is asked for and nothing is kept. Throws `labels.nothing`,
   * `labels.too_many`, `labels.no_mini_program`, `labels.sign_missing`.
   */
  async preview(storeId: string, asked: PreviewLabels, origin: string): Promise<LabelPreview> {
    mustReach('read', 'Price', { storeId })
    await this.mustHaveApp(asked.code)
    const paper = paperOf(asked.sheet)
    const { ids, goods } = await reading(async () => {
      found(await this.labels.store(storeId))
      const ids = await this.wanted(storeId, asked)
      return { ids, goods: await this.labels.goods(storeId, ids) }
    })
    const labels = await this.worded(goods, asked.locale, clock.now())
    const scan = scanOf(asked, origin, NO_CODE, null)
    return {
      labels: ids.length,
      sheets: Math.ceil(ids.length / paper.labels),
      width: paper.width,
      height: paper.height,
      marks: sheetMarks(
        asked.sheet,
        labels.slice(0, paper.labels).map((label) => ({ ...label, scan })),
      ),
    }
  }

  /**
   * Has labels made by the worker; the same id again answers what became of it. Throws as `preview`, and `labels.busy`
   * while too many are under way.
   */
  async print(storeId: string, asked: PrintLabels, origin: string): Promise<LabelPrint> {
    mustReach('read', 'Price', { storeId })
    await this.mustHaveApp(asked.code)
    const skuIds = await reading(async () => {
      found(await this.labels.store(storeId))
      if (await this.labels.print(asked.id)) return undefined
      const ids = await this.wanted(storeId, asked)
      await this.worded(await this.labels.goods(storeId, ids), asked.locale, clock.now())
      return ids
    })
    return transaction(async () => {
      if (skuIds && (await this.labels.underWay()) >= UNDER_WAY_MAX)
        throw new Fault('labels.busy', { most: UNDER_WAY_MAX })
      if (skuIds && (await this.labels.insert(storeId, asked, origin, skuIds))) {
        const { name_zh: name } = found(await this.labels.store(storeId))
        const { sheet, code } = asked
        record({
          subject: 'Price',
          id: storeId,
          name,
          storeId,
          after: { labels: skuIds.length, sheet, code },
        })
        await askForPrint(asked.id)
      }
      return printOf(same(found(await this.labels.print(asked.id)), storeId, asked))
    })
  }

  /** How far a print of a store has come. */
  async one(storeId: string, id: string): Promise<LabelPrint> {
    return printOf(await this.row(storeId, id))
  }

  /** The labels as a PDF, as they come from where they lie, and their size in bytes. Throws `labels.not_ready`. */
  async file(storeId: string, id: string): Promise<{ bytes: number; body: Readable }> {
    const { bytes } = await this.row(storeId, id)
    if (bytes === null) throw new Fault('labels.not_ready')
    return { bytes, body: await this.files.read(fileOf(id), 0, bytes - 1) }
  }

  /** What the short code of a label stands for. */
  target(code: string): Promise<LabelTarget> {
    return reading(async () => found(await this.codes.target(code)))
  }

  /** Goods in the words of labels. Throws `labels.sign_missing`. */
  async worded(
    goods: readonly GoodsRow[],
    locale: PrintLabels['locale'],
    at: Date,
  ): Promise<Omit<Label, 'scan'>[]> {
    const { currency, timeZone } = await this.tenancy.settings()
    const printed = printedText(at, locale, timeZone)
    return goods.map((one) => labelOf(one, { locale, currency, printed }))
  }

  private async row(storeId: string, id: string): Promise<PrintRow> {
    mustReach('read', 'Price', { storeId })
    const row = found(await reading(() => this.labels.print(id)))
    return found(row.store_id === storeId ? row : undefined)
  }

  private async wanted(storeId: string, asked: PreviewLabels): Promise<string[]> {
    const ids = await this.labels.skus(storeId, asked, LABELS_MAX + 1)
    if (!ids.length) throw new Fault('labels.nothing')
    if (ids.length > LABELS_MAX) throw new Fault('labels.too_many', { most: LABELS_MAX })
    return ids
  }

  private async mustHaveApp(code: PrintLabels['code']): Promise<void> {
    if (code === 'mini_program' && !(await this.tenancy.settings()).providers.wechat)
      throw new Fault('labels.no_mini_program')
  }
}

/** What a label is scanned by; without a picture of the mini program's code where there is none, or none yet. */
export function scanOf(
  { code: wanted, locale }: Pick<PrintLabels, 'code' | 'locale'>,
  origin: string,
  code: string,
  picture: string | null,
): Label['scan'] {
  if (wanted === 'none') return undefined
  const caption = captionOf(wanted, locale)
  return wanted === 'web' ? { caption, rows: webCode(origin, code) } : { caption, picture }
}

function same(row: PrintRow, storeId: string, asked: PrintLabels): PrintRow {
  const fits =
    row.store_id === storeId &&
    row.sheet === asked.sheet &&
    row.code === asked.code &&
    row.locale === asked.locale &&
    row.when_down === asked.whenDown
  if (!fits) throw new Fault('request.key_reused')
  return row
}

const printOf = (r: PrintRow): LabelPrint => ({
  id: r.id,
  storeId: r.store_id,
  state: r.state,
  total: r.sku_ids.length,
  done: r.state === 'done' ? r.sku_ids.length : r.done,
  labels: r.labels,
  fellBack: r.fell_back,
  bytes: r.bytes,
  fault: r.fault ? errorText(r.fault, scope().locale, r.fault_args) : '',
  faultCode: r.fault,
  printedAt: r.printed_at,
  createdAt: r.created_at,
})
