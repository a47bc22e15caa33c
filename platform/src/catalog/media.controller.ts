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
  @Answers(Media, {
    status: 201,
    description: 'The picture as the raw body (image/jpeg, image/png, image/webp), at most 10 MB',
  })
  keep(@Req() req: Request, @Query({ schema: KeepMedia }) query: { alt: string }) {
    return this.media.keep(bytesOf(req), query.alt)
  }
}

/** The picture's bytes, as the platform has read them. */
function bytesOf(req: Request): Buffer {
  const body: unknown = req.body
  if (!Buffer.isBuffer(body)) throw new Fault('request.unsupported_media')
  if (body.length > UPLOAD_MAX) throw new Fault('request.too_large')
  return body
}
