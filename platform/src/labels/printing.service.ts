import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Inject, Injectable } from '@nestjs/common'
import type { LabelMark } from '@storeweave/contract'
import { FILES, type FileStore } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { TenancyService } from '../tenancy/index.js'
import { LabelCodesRepo, type CodeRow } from './label-codes.repo.js'
import { LabelsRepo, type PrintRow } from './labels.repo.js'
import { fileOf, LabelsService, scanOf } from './labels.service.js'
import { paperOf, sheetMarks, type Label } from './layout.js'
import { MiniCodesService, pictureFile } from './mini-codes.service.js'
import { writePdf } from './pdf.js'

/** Codes asked for in one stretch of work. */
const STRETCH = 100
const TRIES_MAX = 5

/** What the worker does for a print, stretch by stretch. */
@Injectable()
export class PrintingService {
  constructor(
    @Inject(FILES) private readonly files: FileStore,
    private readonly labels: LabelsRepo,
    private readonly codes: LabelCodesRepo,
    private readonly asked: LabelsService,
    private readonly mini: MiniCodesService,
    private readonly tenancy: TenancyService,
  ) {}

  /** A stretch of a print; answers whether there is more to do. What cannot be printed ends with its reason. */
  async stretch(id: string): Promise<boolean> {
    const print = await transaction(async () => {
      await this.labels.begin(id)
      return this.labels.print(id)
    })
    if (print?.state !== 'running') return false
    try {
      if (print.tries > TRIES_MAX) throw new Fault('labels.broken_off')
      const codes = await this.codesOf(print)
      const { down, more } = await this.ask(print, codes)
      if (!more) await this.write(print, down)
      return more
    } catch (error) {
      if (!(error instanceof Fault) || !error.code.startsWith('labels.')) throw error
      await transaction(() => this.labels.fail(id, error.code, error.args))
      return false
    }
  }

  private codesOf({ code, store_id: storeId, sku_ids: skuIds }: PrintRow): Promise<CodeRow[]> {
    if (code === 'none') return Promise.resolve([])
    return transaction(async () => {
      await this.codes.give(storeId, skuIds)
      return this.codes.of(storeId, skuIds)
    })
  }

  /** Asks for mini-program codes that are not there yet. Throws `labels.provider_down` where the print is to stop then. */
  private async ask(print: PrintRow, codes: readonly CodeRow[]): Promise<{ down: boolean; more: boolean }> {
    if (print.code !== 'mini_program' || print.down) return { down: print.down, more: false }
    const appId = await this.appId()
    const open = codes.filter((one) => one.app_id !== appId)
    const some = open.slice(0, STRETCH)
    const given = await this.mini.draw(some, appId)
    if (!given && print.when_down === 'stop') throw new Fault('labels.provider_down')
    const left = given ? open.length - some.length : 0
    const done = given ? print.sku_ids.length - left : print.sku_ids.length - open.length
    await transaction(() => this.labels.advance(print.id, done, !given))
    return { down: !given, more: left > 0 }
  }

  private async appId(): Promise<string> {
    const { wechat } = (await this.tenancy.settings()).providers
    if (!wechat) throw new Fault('labels.no_mini_program')
    return wechat.appId
  }

  /** Writes the file with the prices of now and puts it where it is fetched from. Throws `labels.nothing`, `labels.sign_missing`. */
  private async write(print: PrintRow, down: boolean): Promise<void> {
    const at = clock.now()
    const labels = await this.drawn(print, down, at)
    if (!labels.length) throw new Fault('labels.nothing')
    const folder = await mkdtemp(join(tmpdir(), 'labels-'))
    try {
      const file = join(folder, 'labels.pdf')
      const pictureBytes = async (picture: string) => {
        const bytes = await this.files.get(pictureFile(picture))
        if (!bytes) throw new Error('a picture of a code is not where it was put')
        return bytes
      }
      const { sheet } = print
      await writePdf(file, { sheet, title: 'Labels', made: at, pictureBytes }, sheetsOf(print, labels))
      const { size } = await stat(file)
      await this.files.putFile(fileOf(print.id), file)
      const fellBack = print.code === 'mini_program' ? labels.filter((label) => label.scan?.rows).length : 0
      await transaction(() =>
        this.labels.finish(print.id, { labels: labels.length, fellBack, bytes: size, at }),
      )
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  private async drawn(print: PrintRow, down: boolean, at: Date): Promise<Label[]> {
    const { goods, codes } = await reading(async () => ({
      goods: await this.labels.goods(print.store_id, print.sku_ids),
      codes: await this.codes.of(print.store_id, print.sku_ids),
    }))
    const appId = print.code === 'mini_program' ? await this.appId() : null
    const codeOf = new Map(codes.map((one) => [one.sku_id, one]))
    const labels = await this.asked.worded(goods, print.locale, at)
    return labels.map((label, i) => {
      const { code = '', picture = null, app_id } = codeOf.get(goods[i]!.sku_id) ?? {}
      const instead = down && app_id !== appId
      return {
        ...label,
        scan: scanOf({ ...print, ...(instead ? { code: 'web' } : {}) }, print.origin, code, picture),
      }
    })
  }
}

function* sheetsOf({ sheet }: PrintRow, labels: readonly Label[]): Generator<LabelMark[]> {
  const { labels: most } = paperOf(sheet)
  for (let i = 0; i < labels.length; i += most) yield sheetMarks(sheet, labels.slice(i, i + most))
}
