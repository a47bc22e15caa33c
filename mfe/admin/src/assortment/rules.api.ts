import type {
  AllocationRule,
  CreateAllocationRule,
  PreviewAllocationRule,
  RulePreview,
  UpdateAllocationRule,
} from '@storeweave/contract'
import { ask } from '@storeweave/kit'

export const rulesOf = (signal: AbortSignal): Promise<{ items: AllocationRule[] }> =>
  ask('GET /api/allocation-rules', { signal })
export const ruleOf = (id: string, signal: AbortSignal): Promise<AllocationRule> =>
  ask('GET /api/allocation-rules/:id', { params: { id }, signal })
export const createRule = (body: CreateAllocationRule): Promise<AllocationRule> =>
  ask('POST /api/allocation-rules', { body })
export const updateRule = (id: string, body: UpdateAllocationRule): Promise<AllocationRule> =>
  ask('PUT /api/allocation-rules/:id', { params: { id }, body })
export const deleteRule = (id: string): Promise<void> =>
  ask('DELETE /api/allocation-rules/:id', { params: { id } })

/** What a rule would come to, without keeping it. */
export const rulePreviewOf = (body: PreviewAllocationRule, signal?: AbortSignal): Promise<RulePreview> =>
  ask('POST /api/allocation-rules/preview', { body, ...(signal ? { signal } : {}), timeoutMs: 30_000 })
