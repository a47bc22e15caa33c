import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const KEYS = { accessKey: 'KEY', secretKey: 'SECRET', region: 'auto', bucket: 'pictures' }
const SKEW_MS = 15 * 60_000
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()

/** A bucket of our own that speaks S3: PUT, GET, HEAD, DELETE and ranges, each with a right AWS signature of version 4 or 403. */
export interface Bucket {
  s3: typeof KEYS & { endpoint: string }
  files: Map<string, Buffer>
  /** What came, as `METHOD path range`. */
  asked: string[]
  stop(): Promise<void>
}

export async function startBucket(): Promise<Bucket> {
  const files = new Map<string, Buffer>()
  const asked: string[] = []
  const server = createServer((req, res) => {
    const parts: Buffer[] = []
    req.on('data', (part: Buffer) => parts.push(part))
    req.on('end', () => {
      asked.push([req.method, req.url, req.headers.range].filter(Boolean).join(' '))
      const refusal = refusalOf(req, Buffer.concat(parts))
      if (refusal) return void res.writeHead(refusal === 'MissingContentLength' ? 411 : 403).end(refusal)
      answer(files, req, res, Buffer.concat(parts))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    s3: { ...KEYS, endpoint },
    files,
    asked,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function answer(files: Map<string, Buffer>, req: IncomingMessage, res: ServerResponse, body: Buffer): void {
  const path = req.url!
  if (req.method === 'PUT') return void (files.set(path, body), res.writeHead(200).end())
  if (req.method === 'DELETE') return void (files.delete(path), res.writeHead(204).end())
  const found = files.get(path)
  if (!found) return void res.writeHead(404).end()
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? '') ?? []
  if (from && Number(from) >= found.length) return void res.writeHead(416).end()
  const part = from ? found.subarray(Number(from), Number(to) + 1) : found
  res.writeHead(from ? 206 : 200, {
    'content-length': part.length,
    ...(from ? { 'content-range': `bytes ${from}-${to}/${found.length}` } : {}),
  })
  res.end(req.method === 'HEAD' ? undefined : part)
}

/** Why S3 would refuse a request, or nothing: the signature is worked out again from what came. */
function refusalOf(req: IncomingMessage, body: Buffer): string | undefined {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/
  const [, key, day = '', region = '', signed = '', signature] =
    pattern.exec(req.headers.authorization ?? '') ?? []
  if (key !== KEYS.accessKey || region !== KEYS.region) return 'InvalidAccessKeyId'
  const names = signed.split(';')
  const time = String(req.headers['x-amz-date'])
  const at = Date.parse(time.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!(Math.abs(Date.now() - at) < SKEW_MS) || !time.startsWith(day)) return 'RequestTimeTooSkewed'
  const unsigned = Object.keys(req.headers).filter(
    (name) => name.startsWith('x-amz-') && !names.includes(name),
  )
  if (!names.includes('host') || unsigned.length) return 'AccessDenied'
  const sum = String(req.headers['x-amz-content-sha256'])
  if (sum !== 'UNSIGNED-PAYLOAD' && sum !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  if (req.method === 'PUT' && req.headers['content-length'] === undefined) return 'MissingContentLength'
  const [path = '', query = ''] = req.url!.split('?')
  const lines = names.map((name) => `${name}:${String(req.headers[name]).trim().replace(/\s+/g, ' ')}\n`)
  const request = [req.method, path, query.split('&').sort().join('&'), lines.join(''), signed, sum].join(
    '\n',
  )
  const text = ['AWS4-HMAC-SHA256', time, `${day}/${region}/s3/aws4_request`, sha256(request)].join('\n')
  const signer = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${KEYS.secretKey}`)
  return hmac(signer, text).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch'
}
