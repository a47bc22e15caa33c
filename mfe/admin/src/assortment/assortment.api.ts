import type {
  Allocation,
  AllocationChange,
  AllocationPreview,
  ChangeAllocation,
  PreviewAllocation,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

/** A page of products with where they may be sold. */
export const allocationsOf = (
  filter: Record<string, string | undefined>,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<Allocation>> =>
  ask('GET /api/allocations', { query: { ...filter, cursor, limit }, signal })

/** Where one product may be sold. */
export const allocationOf = (id: string, signal?: AbortSignal): Promise<Allocation> =>
  ask('GET /api/products/:id/allocation', { params: { id }, ...(signal ? { signal } : {}) })

/** What a change would come to, without making it. */
export const previewOf = (body: PreviewAllocation, signal: AbortSignal): Promise<AllocationPreview> =>
  ask('POST /api/allocation-changes/preview', { body, signal })

/** Makes a change; the same id again is the same change. */
export const changeAllocation = (body: ChangeAllocation): Promise<AllocationChange> =>
  ask('POST /api/allocation-changes', { body, timeoutMs: 30_000 })

/** The changes that were made, newest first. */
export const changesOf = ({ cursor, limit, signal }: PageAsk): Promise<KeysetPage<AllocationChange>> =>
  ask('GET /api/allocation-changes', { query: { cursor, limit }, signal })

/** Puts the products of a change back, but for those that were changed since. */
export const undoChange = (id: string): Promise<AllocationChange> =>
  ask('POST /api/allocation-changes/:id/undo', { params: { id }, timeoutMs: 30_000 })
