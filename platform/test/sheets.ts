import { request } from 'node:http'
import { newId, type Client, type TestTenant, type World } from './world.js'

/** Sheets of one kind as a test sends, runs and reads them. */
export class Sheets {
  constructor(
    readonly w: World,
    readonly t: TestTenant,
    readonly kind: 'products' | 'prices' | 'stores' | 'stock',
    readonly who: Client,
  ) {}

  upload(body: string | Buffer, who = this.who, id = newId()) {
    const name = encodeURIComponent('表格.csv')
    return who.send('POST', `/imports?id=${id}&kind=${this.kind}&name=${name}`, body, {
      'content-type': 'text/csv',
    })
  }
  /** The import once nothing works on it any more. */
  settled(id: string, who = this.who): Promise<any> {
    return this.w.until(async () => {
      const { body } = await who.get(`/imports/${id}`)
      return ['reading', 'running'].includes(body.state) ? undefined : body
    }, `the end of ${id}`)
  }
  /** Uploads a sheet and waits until it is checked. */
  async checked(body: string | Buffer, who = this.who): Promise<any> {
    const { status, body: made, text } = await this.upload(body, who)
    if (status !== 201) throw new Error(`upload: ${status} ${text}`)
    return this.settled(made.id, who)
  }
  async run(id: string, who = this.who): Promise<any> {
    const { status, text } = await who.post(`/imports/${id}/run`)
    if (status !== 200) throw new Error(`run: ${status} ${text}`)
    return this.settled(id, who)
  }
  /** Row, cell and code of each fault. */
  async faults(id: string, who = this.who): Promise<[number, string, string][]> {
    const { body } = await who.get(`/imports/${id}/faults?limit=100`)
    return body.items.map((f: any) => [f.row, f.cell, f.code])
  }
  /** A file as it goes out, byte by byte. */
  download(path: string, who = this.who, language = 'zh-CN'): Promise<Buffer> {
    return new Promise((done, fail) => {
      const headers = {
        host: `${this.t.ref.slug}.localhost`,
        authorization: who.authorization,
        'accept-language': language,
      }
      request({ port: this.w.port, host: '127.0.0.1', path: `/api${path}`, headers }, (res) => {
        const parts: Buffer[] = []
        res.on('data', (part: Buffer) => parts.push(part))
        res.on('end', () => done(Buffer.concat(parts)))
      })
        .on('error', fail)
        .end()
    })
  }
  /** A sheet that went out, as lines of cells; no cell of these tests holds a comma of its own. */
  async lines(path: string, who = this.who): Promise<string[][]> {
    const text = (await this.download(path, who)).toString()
    return text
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','))
  }
}
export const csvOf = (head: string, rows: readonly string[]): string => [head, ...rows].join('\r\n')
