import { Controller, Post, Query, Req } from '@nestjs/common'
import { line, Media } from '@storeweave/contract'
import type { Request } from 'express'
import { z } from 'zod'
import { Can } from '../kernel/access.js'
import { Fault } from '../kernel/fault.js'
import { Answers } from '../kernel/http.js'
import { MediaService } from './media.service.js'

/** Largest upload, bytes. */
const UPLOAD_MAX = 10 * 1024 * 1024
const KeepMedia = z.object({ alt: line(200, 0).default('') })

@Controller('media')
export class MediaController {
  constructor(private readonly media: MediaService) {}

  @Post()
  @Can('create', 'Media')
  @Answers(Media, { status: 201, description: 'The picture as the raw body (image/jpeg, image/png, image/webp), at most 10 MB' })
  async keep(@Req() req: Request, @Query({ schema: KeepMedia }) query: { alt: string }) {
    return this.media.keep(await bodyOf(req), query.alt)
  }
}

/** Reads an image body, never more than the limit. */
async function bodyOf(req: Request): Promise<Buffer> {
  if (!/^image\//i.test(req.headers['content-type'] ?? '')) throw new Fault('request.unsupported_media')
  if (Number(req.headers['content-length'] ?? 0) > UPLOAD_MAX) throw new Fault('request.too_large')
  const parts: Buffer[] = []
  let size = 0
  for await (const part of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length
    if (size > UPLOAD_MAX) throw new Fault('request.too_large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
