import type { Express, NextFunction, Request, Response } from 'express'
import { isId } from '../kernel/id.js'
import type { FileStore } from './file-store.js'
import { pathOf, WIDTHS } from './picture.js'

const FILE = /^([0-9a-f-]{36})-(\d{3})\.webp$/

/**
 * Serves pictures at `/media/<tenantId>/<mediaId>-<width>.webp`. A name never gets other content, so it is cached for
 * good. Ids are checked before they become a path.
 */
export function mountMedia(app: Express, store: FileStore): void {
  app.get('/media/:tenantId/:file', (req: Request, res: Response, next: NextFunction) => {
    const tenant = String(req.params['tenantId']).toLowerCase()
    const [, id = '', width = ''] = FILE.exec(String(req.params['file']).toLowerCase()) ?? []
    const named = isId(tenant) && isId(id) && (WIDTHS as readonly number[]).includes(Number(width))
    void (named ? store.get(pathOf(tenant, id, Number(width))) : Promise.resolve(undefined)).then((bytes) => {
      res.setHeader('x-content-type-options', 'nosniff')
      if (!bytes)
        return void res.status(404).setHeader('cache-control', 'no-store').type('text/plain').send('')
      res.setHeader('cache-control', 'public, max-age=31536000, immutable')
      res.setHeader('content-security-policy', "default-src 'none'")
      res.setHeader('cross-origin-resource-policy', 'cross-origin')
      res.type('image/webp').send(bytes)
    }, next)
  })
}
