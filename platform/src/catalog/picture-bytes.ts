import type { Request } from 'express'
import { Fault } from '../kernel/fault.js'

/** Largest upload, bytes. */
const UPLOAD_MAX = 10 * 1024 * 1024

/** A picture's bytes, as the platform has read them. Throws `request.unsupported_media`, `catalog.file_empty`, `request.too_large`. */
export function pictureBytes(req: Request): Buffer {
  const body: unknown = req.body
  if (!Buffer.isBuffer(body)) throw new Fault('request.unsupported_media')
  if (body.length === 0) throw new Fault('catalog.file_empty')
  if (body.length > UPLOAD_MAX) throw new Fault('request.too_large')
  return body
}
