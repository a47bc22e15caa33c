import type {
  ApplicationProgress,
  Apply,
  InvitationLook,
  JoinSupplier,
  SupplierFile,
} from '@storeweave/contract'
import { ask } from '@storeweave/kit'

export const applyApi = {
  upload: (file: File): Promise<SupplierFile> =>
    ask('POST /api/apply/files', { body: file, headers: { 'content-type': file.type }, timeoutMs: 60_000 }),
  apply: (body: Omit<Apply, 'nameEn'>, idempotencyKey: string): Promise<ApplicationProgress> =>
    ask('POST /api/apply', { body, idempotencyKey }),
  progress: (key: string): Promise<ApplicationProgress> => ask('POST /api/apply/progress', { body: { key } }),
  look: (key: string): Promise<InvitationLook> => ask('POST /api/apply/invitation', { body: { key } }),
  join: (body: JoinSupplier, idempotencyKey: string): Promise<void> =>
    ask('POST /api/apply/join', { body, idempotencyKey }),
}

/** The key of a new link: 256 random bits. */
export function newLinkKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
/** The key in an address, behind its `#`: it never travels to a server that way. */
export const keyOf = (hash: string): string | undefined => /^#([\w-]{43})$/.exec(hash)?.[1]
