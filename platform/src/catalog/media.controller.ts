import { Controller, Get, Param, Post, Query, Req } from '@nestjs/common'
import { KeepFile, line, Media, StoredMedia } from '@storeweave/contract'
import type { Request } from 'express'
import { z } from 'zod'
import { Can } from '../kernel/access.js'
import { Fault } from '../kernel/fault.js'
import { Answers, IdParam } from '../kernel/http.js'
import { MediaService } from './media.service.js'
import { pictureBytes } from './picture-bytes.js'
import { StoredMediaService } from './stored-media.service.js'

const KeepMedia = z.object({
  alt: line(200, 0).default(''),
  /** The part to keep, in pixels of the picture as it stands upright: left, top, width, height. */
  crop: z
    .string()
    .regex(/^\d{1,4},\d{1,4},\d{1,4},\d{1,4}$/)
    .transform((text) => {
      const [left, top, width, height] = text.split(',').map(Number) as [number, number, number, number]
      return { left, top, width, height }
    })
    .optional(),
})

@Controller('media')
export class MediaController {
  constructor(
    private readonly media: MediaService,
    private readonly stored: StoredMediaService,
  ) {}

  @Post()
  @Can('create', 'Media')
  @Answers(Media, {
    status: 201,
    description: 'The picture as the raw body (image/jpeg, image/png, image/webp), at most 10 MB',
  })
  keep(@Req() req: Request, @Query({ schema: KeepMedia }) query: z.infer<typeof KeepMedia>) {
    return this.media.keep(pictureBytes(req), query.alt, undefined, query.crop)
  }

  @Post('files')
  @Can('create', 'Media')
  @Answers(StoredMedia, {
    status: 201,
    description:
      'A video (video/mp4, video/webm; 50 MB unless configured otherwise), a document (application/pdf, 10 MB) or a 3D model (model/gltf-binary, 20 MB) as the raw body',
  })
  keepFile(@Req() req: Request, @Query({ schema: KeepFile }) query: KeepFile) {
    // what the platform has read already was sent as something else
    if (req.body !== undefined) throw new Fault('request.unsupported_media')
    return this.stored.keep(
      req,
      String(req.headers['content-type']).split(';')[0]!.trim().toLowerCase(),
      query,
    )
  }

  @Get(':id')
  @Can('read', 'Media')
  @Answers(StoredMedia, {
    description: 'Addresses of documents and of videos that are not public are signed and hold for an hour',
  })
  get(@Param('id', IdParam) id: string) {
    return this.stored.get(id)
  }
}
