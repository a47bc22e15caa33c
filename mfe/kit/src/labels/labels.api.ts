import type { Category, LabelPreview, LabelPrint, PreviewLabels, PrintLabels } from '@storeweave/contract'
import { ask } from '../ask/ask'

export const labelsApi = {
  /** The first sheet as it would be printed now. */
  preview: (id: string, body: PreviewLabels, signal?: AbortSignal): Promise<LabelPreview> =>
    ask<LabelPreview>('POST /api/stores/:id/labels/preview', { params: { id }, body, signal }),
  /** Has labels made; the same id again answers what became of it. */
  print: (id: string, body: PrintLabels): Promise<LabelPrint> =>
    ask<LabelPrint>('POST /api/stores/:id/labels', { params: { id }, body }),
  one: (id: string, printId: string): Promise<LabelPrint> =>
    ask<LabelPrint>('GET /api/stores/:id/labels/:printId', { params: { id, printId } }),
  file: (id: string, printId: string): Promise<Blob> =>
    ask<Blob>('GET /api/stores/:id/labels/:printId/file', {
      params: { id, printId },
      as: 'file',
      timeoutMs: 120_000,
    }),
  categories: (): Promise<{ items: Category[] }> => ask<{ items: Category[] }>('GET /api/categories'),
}
